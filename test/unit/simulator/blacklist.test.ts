import { useSimulator } from '../../useSimulator';
import { get, postJson } from './support';

const simulator = useSimulator();

const add = (body: unknown) => postJson(`${simulator.url}/Blacklist/AddBlackList`, body);
const remove = (body: unknown) => postJson(`${simulator.url}/Blacklist/RemoveBulkFromBlacklist`, body);
const request = (...phones: unknown[]) => ({ Code: simulator.account.code, Phones: phones });
const whole = (errorCode: number, text: string) => ({
	ErrorCode: errorCode,
	ErrorMessage: text,
	Phones: [],
});
const OK = { ErrorCode: 0, ErrorMessage: 'OK' };
const UNAUTHORIZED = whole(1, 'Authorization failed');
const PHONES_INVALID = whole(2, 'The Phone field is missing or invalid');

it("adds the document's sample and answers as the document does", async () => {
	const answer = await add(
		request({ Phone: '0501234567', Name: 'John doe' }, { Phone: '031234567', Name: 'Walter Melon' }),
	);

	expect(answer.status).toBe(200);
	expect(answer.json()).toEqual({
		...OK,
		Phones: [
			{ ...OK, Phone: '972501234567' },
			{ ...OK, Phone: '97231234567' },
		],
	});
	expect(simulator.control.blacklist()).toEqual([
		{ phone: '972501234567', name: 'John doe' },
		{ phone: '97231234567', name: 'Walter Melon' },
	]);
});

it('removes a number however it is written, and says OK to one that was not there', async () => {
	await add(request({ Phone: '0501234567' }, { Phone: '031234567' }));
	const answer = await remove(request({ Phone: '972501234567' }, { Phone: '0509999999' }));

	expect(answer.json()).toEqual({
		...OK,
		Phones: [
			{ ...OK, Phone: '972501234567' },
			{ ...OK, Phone: '972509999999' },
		],
	});
	expect(simulator.control.blacklist()).toEqual([{ phone: '97231234567', name: '' }]);
});

it('adds a number twice once, with its later name', async () => {
	await add(request({ Phone: '0501234567', Name: 'one' }));
	await add(request({ Phone: '972501234567', Name: 'two' }));
	expect(simulator.control.blacklist()).toEqual([{ phone: '972501234567', name: 'two' }]);
});

it('hides failed phones behind a whole 0', async () => {
	simulator.control.setBlacklistTrouble(['0501111111']);
	const answer = await add(
		request(
			{ Phone: '+972501234567' },
			{ Phone: '050-1234567' },
			{ Phone: '0501111111' },
			{ Phone: '0502222222' },
		),
	);

	const badFormat = {
		ErrorCode: 1,
		ErrorMessage: 'Please make sure the phone destination is in a valid format',
	};
	expect(answer.json()).toEqual({
		...OK,
		Phones: [
			{ ...badFormat, Phone: '+972501234567' },
			{ ...badFormat, Phone: '050-1234567' },
			{ ErrorCode: 2, ErrorMessage: 'Internal Error', Phone: '972501111111' },
			{ ...OK, Phone: '972502222222' },
		],
	});
	expect(simulator.control.blacklist()).toEqual([{ phone: '972502222222', name: '' }]);
});

it("takes a GET in the spelling of the document's sample, with repeated phones and no name", async () => {
	const query = `code=${simulator.account.code}&phones=0501234567&phones=0501234568`;
	const added = await get(`${simulator.url}/Blacklist/AddBlackList?${query}`);
	expect(added.json()).toMatchObject({ ...OK, Phones: [OK, OK] });

	await get(`${simulator.url}/Blacklist/RemoveBulkFromBlacklist`, {
		Code: simulator.account.code,
		Phones: '0501234567',
	});
	expect(simulator.control.blacklist()).toEqual([{ phone: '972501234568', name: '' }]);
});

it.each([
	['no code', { Phones: [{ Phone: '0501234567' }] }],
	['a wrong code', { Code: 'XXXXXXXXXXXXXXXXXXXX', Phones: [{ Phone: '0501234567' }] }],
	['a bad format', '{"Code":'],
])('answers %s with 1', async (_, body) => {
	expect((await add(body)).json()).toEqual(UNAUTHORIZED);
	expect((await remove(body)).json()).toEqual(UNAUTHORIZED);
});

it('takes the code only with a capital C in a POST', async () => {
	const answer = await add({ code: simulator.account.code, Phones: [{ Phone: '0501234567' }] });
	expect(answer.json()).toEqual(UNAUTHORIZED);
});

it.each([
	['missing phones', undefined],
	['phones that are no list', '0501234567'],
	['no phones', []],
	['an entry without Phone', [{ Phone: '0501234567' }, { Name: 'John' }]],
	['an entry that is no object', ['0501234567']],
	['an entry that is null', [null]],
])('answers %s with 2, and nothing is added', async (_, phones) => {
	const answer = await add({ Code: simulator.account.code, Phones: phones });
	expect(answer.json()).toEqual(PHONES_INVALID);
	expect(simulator.control.blacklist()).toEqual([]);
});

it('takes up to 200 phones and refuses more as a whole', async () => {
	const phones = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ Phone: `05012${String(index).padStart(5, '0')}` }));

	expect((await add(request(...phones(201)))).json()).toEqual(PHONES_INVALID);
	expect(simulator.control.blacklist()).toEqual([]);
	expect((await add(request(...phones(200)))).json()).toMatchObject(OK);
	expect(simulator.control.blacklist()).toHaveLength(200);
});

it('refuses an address that is not on the allow-list', async () => {
	simulator.control.setAllowlist('nobody');
	const answer = await add(request({ Phone: '0501234567' }));
	expect(answer.status).toBe(403);
	expect(answer.json()).toEqual(whole(1, 'IP address 127.0.0.1 is not trusted'));
});
