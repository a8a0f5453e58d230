/** An account or sub-account (Voicenter also says "department") with the code that its API calls show. */
export interface Department {
	readonly code: string;
	readonly id: number;
	readonly name: string;
}

/** A person of the organisation. */
export interface User {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	/** The Call Log takes it as `code`, for this user's calls alone. */
	readonly code: string;
	/** What the real-time login takes as `pin`: the user's password. */
	readonly pin: string;
}

/** What the real-time logins of the whole account take. */
export interface RealTimeLogins {
	readonly token: string;
	readonly username: string;
	readonly password: string;
}

/** An extension, with the user it belongs to. */
export interface Extension {
	readonly sip: string;
	readonly name: string;
	readonly speedDial: string;
	readonly departmentId: number;
	readonly user: User;
	/** What `phone=logincode` sends as `phonelogincode` to reach the extension. */
	readonly loginCode: string;
	/** The representative is logged in. Click2Call answers 3 when not. */
	readonly online: boolean;
	/** The device is registered. Looked at only under check…devicestate, and when the call rings. */
	readonly connected: boolean;
	/** Barred from Click2Call. Click2Call answers 4. */
	readonly blocked: boolean;
}

/** One IVR layer that a call passes, and what the caller keyed there (0: nothing). */
export interface IvrLayer {
	readonly id: number;
	readonly name: string;
	readonly number: number;
	readonly dtmf: number;
}

/** A queue; `key` is only the simulator's short name for it in commands. */
export interface Queue {
	readonly key: string;
	readonly id: number;
	readonly name: string;
	readonly did: string;
	readonly departmentId: number;
	readonly ivr: readonly IvrLayer[];
}

/** The organisation that the simulator plays. `code`, `id` and `name` are the top account's. */
export interface Account extends Department {
	/** For `Authorization: Bearer`: the Call Log takes it instead of the code, call insights take nothing else. */
	readonly bearerToken: string;
	readonly realTime: RealTimeLogins;
	readonly departments: readonly Department[];
	readonly extensions: readonly Extension[];
	readonly queues: readonly Queue[];
	readonly dids: readonly string[];
}

const MAIN_IVR = { id: 1234, name: 'Main IVR', number: 0 };

const TOP: Department = { code: 'VCsimTopAccount2468', id: 12345678, name: 'Voicenter Account' };
const SALES: Department = { code: 'VCsimSalesDept13579', id: 12345679, name: 'Sales Department' };

/** The seed: two accounts with the document's own names, three extensions, two queues, two DIDs. */
export function seedAccount(): Account {
	return {
		...TOP,
		bearerToken: 'VCsimBearerToken97531',
		realTime: {
			token: 'VCsimRealTimeToken86420',
			username: 'VCsimAccountUser',
			password: 'VCsimAccountPassword',
		},
		departments: [TOP, SALES],
		extensions: [
			extension(1, TOP, { id: '12345601', name: 'John Doe', email: 'John.d@voicenter.co.il' }),
			extension(2, SALES, { id: '12345602', name: 'Walter Melon', email: 'Walter.m@voicenter.co.il' }),
			extension(3, SALES, { id: '12345603', name: 'Dana Levi', email: 'Dana.l@voicenter.co.il' }),
		],
		queues: [
			{
				key: 'sales',
				id: 123456789,
				name: 'Sales Queue',
				did: '0722776772',
				departmentId: SALES.id,
				ivr: [
					{ ...MAIN_IVR, dtmf: 2 },
					{ id: 4321, name: 'Sales Department', number: 2, dtmf: 0 },
				],
			},
			{
				key: 'service',
				id: 1234567,
				name: 'Service Queue',
				did: '0722776773',
				departmentId: TOP.id,
				ivr: [
					{ ...MAIN_IVR, dtmf: 1 },
					{ id: 4322, name: 'Service Department', number: 1, dtmf: 0 },
				],
			},
		],
		dids: ['0722776772', '0722776773'],
	};
}

function extension(number: number, department: Department, user: Omit<User, 'code' | 'pin'>): Extension {
	return {
		sip: `SIPSIP${number}`,
		name: `Extension ${number}`,
		speedDial: `1${number}`,
		departmentId: department.id,
		user: { ...user, code: `VCsimUser${user.id}`, pin: `VCsimPin${user.id}` },
		loginCode: `900${number}`,
		online: true,
		connected: true,
		blocked: false,
	};
}

/** The (sub-)account that shows this code, if any. */
export function departmentByCode(account: Account, code: string): Department | undefined {
	return account.departments.find((department) => department.code === code);
}

/** The (sub-)account with this number; the top account when there is none. */
export function departmentById(account: Account, id: number): Department {
	return account.departments.find((department) => department.id === id) ?? account;
}

/** Whether a code of `department` shows what belongs to another: its own, and the top account's shows everything. */
export function isWithin(account: Account, department: Department, departmentId: number): boolean {
	return department.id === account.id || department.id === departmentId;
}

/** The extension with this SIP code. Letter case matters: SIP codes are random letters of both cases. */
export function extensionBySip(account: Account, sip: string): Extension | undefined {
	return account.extensions.find((candidate) => candidate.sip === sip);
}

/** The extension that is logged in to with this code. */
export function extensionByLoginCode(account: Account, loginCode: string): Extension | undefined {
	return account.extensions.find((candidate) => candidate.loginCode === loginCode);
}

/** A queue by its id, its name or its short key. */
export function findQueue(account: Account, wanted: string | number): Queue | undefined {
	const text = String(wanted).toLowerCase();
	return account.queues.find((queue) =>
		[queue.key, queue.name.toLowerCase(), String(queue.id)].includes(text),
	);
}

/** The account with one extension changed. */
export function withExtension(account: Account, sip: string, change: Partial<Extension>): Account {
	return {
		...account,
		extensions: account.extensions.map((one) => (one.sip === sip ? { ...one, ...change } : one)),
	};
}

/** The account with at least so many extensions: those that are missing are added, with a user each. */
export function withMoreExtensions(account: Account, count: number): Account {
	const missing = Math.max(0, count - account.extensions.length);
	const first = account.extensions.length + 1;
	const more = Array.from({ length: missing }, (_, index) => {
		const number = first + index;
		const user = {
			id: String(12_345_600 + number),
			name: `Agent ${number}`,
			email: `agent.${number}@voicenter.co.il`,
		};
		return extension(number, account, user);
	});
	return { ...account, extensions: [...account.extensions, ...more] };
}
