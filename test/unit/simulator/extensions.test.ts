import { useSimulator } from '../../useSimulator';
import { get, postJson } from './support';

const simulator = useSimulator();

const ask = (body: Record<string, unknown>) => postJson(`${simulator.url}/Comet/api/GetExtensions`, body);
const sips = (answer: Record<string, unknown>) =>
	(answer.EXTENSIONS as { SIP: string }[]).map(({ SIP }) => SIP);
const unauthorized = { ERR: 1, DESC: 'Unauthorized', EXTENSIONS: [] };

it("lists the whole organisation with showAll 1, with the document's fields", async () => {
	const answer = await ask({ code: simulator.account.code, showAll: 1 });

	expect(answer.status).toBe(200);
	expect(answer.json()).toMatchObject({ ERR: 0, DESC: 'OK' });
	expect(sips(answer.json())).toEqual(['SIPSIP1', 'SIPSIP2', 'SIPSIP3']);
	expect((answer.json().EXTENSIONS as unknown[])[0]).toEqual({
		SIP: 'SIPSIP1',
		Name: 'Extension 1',
		SpeedDial: '11',
		AccountID: 12345678,
		AccountName: 'Voicenter Account',
		UserName: 'John Doe',
		UserEmail: 'John.d@voicenter.co.il',
	});
});

it("lists only the code's own account with showAll 0, which is also the default", async () => {
	const { departments } = simulator.account;
	const [top, sales] = departments.map(({ code }) => code);

	expect(sips((await ask({ code: top, showAll: 0 })).json())).toEqual(['SIPSIP1']);
	expect(sips((await ask({ code: sales, showAll: 'False' })).json())).toEqual(['SIPSIP2', 'SIPSIP3']);
	expect(sips((await ask({ code: sales })).json())).toEqual(['SIPSIP2', 'SIPSIP3']);
	expect(sips((await ask({ code: sales, showAll: 'True' })).json())).toHaveLength(3);
});

it('takes a GET', async () => {
	const answer = await get(`${simulator.url}/comet/API/getextensions`, {
		code: simulator.account.code,
		showAll: '1',
	});
	expect(sips(answer.json())).toHaveLength(3);
});

it('answers a well-formed but wrong code with ERR 0 and an empty list', async () => {
	const answer = await ask({ code: 'XXXXXXXXXXXXXXX', showAll: 1 });
	expect(answer.json()).toEqual({ ERR: 0, DESC: 'OK', EXTENSIONS: [] });
});

it.each([[{}], [{ code: '' }], [{ code: 'short' }], [{ code: 'not a code at all!' }], [{ code: 12345678 }]])(
	'answers a missing or malformed code with ERR 1: %j',
	async (body) => {
		const answer = await ask(body);
		expect(answer.status).toBe(200);
		expect(answer.json()).toEqual(unauthorized);
	},
);

it('answers an address that is not on the allow-list with ERR 1', async () => {
	simulator.control.setAllowlist('nobody');
	expect((await ask({ code: simulator.account.code, showAll: 1 })).json()).toEqual(unauthorized);
});

it('refuses a showAll that it cannot read', async () => {
	expect((await ask({ code: simulator.account.code, showAll: 'everything' })).status).toBe(400);
});
