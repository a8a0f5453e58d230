/** The template whose customers are in a Google sheet. */
import { CUSTOMERS, type ExampleStage, SPREADSHEET } from './stage';

/** @param stage there by the time the tests run */
export function customerTests(stage: () => ExampleStage): void {
	describe('customers-from-google-sheet', () => {
		it('knows a customer whatever way the sheet writes the number, and forgets who is removed', async () => {
			const { api, install, makeTable, simulator } = stage();
			const { control } = simulator;
			CUSTOMERS.rows.push(
				['050-123-4567', 'דנה לוי', 'לוי בע"מ', 'SIPSIP2'],
				// As Google stores what looks like a number.
				[541234567, 'John Doe', 'Doe Ltd.', ''],
				['+972 (0)52-765 4321', 'Walter Melon', '', ''],
				['no number', 'Nobody', '', ''],
			);
			const columns = ['phone', 'name', 'company', 'agent', 'readBy'];
			const rows = await makeTable(
				'לקוחות מהגיליון',
				Object.fromEntries(columns.map((column) => [column, 'string' as const])),
			);
			const customers = await install('customers-from-google-sheet', {
				language: 'he',
				fillIn: {
					'Read customers': () => ({ documentId: { __rl: true, mode: 'id', value: SPREADSHEET } }),
				},
			});
			const copy = async () => {
				const execution = await api.runToEnd(customers.id, customers.step('Every ten minutes'));
				expect(execution.status).toBe('success');
				return (await rows()).map(({ phone }) => phone).sort();
			};
			expect(await copy()).toEqual(['+972501234567', '+972527654321', '+972541234567']);

			const popUrl = customers.url('Phone rings', 'voicenter-screen-pop');
			const answerTo = async (phone: string) => (await control.playScreenPop({ url: popUrl, phone })).pops[0];
			expect(await answerTo('0501234567')).toMatchObject({
				valid: true,
				answer: { CLIENTNAME: 'VIP דנה לוי', COMPANY: 'לוי בע"מ' },
			});
			expect(await answerTo('0541234567')).toMatchObject({ answer: { CLIENTNAME: 'John Doe' } });
			expect(await answerTo('0527654321')).toMatchObject({ answer: { CLIENTNAME: 'Walter Melon' } });
			expect(await answerTo('0529999999')).toMatchObject({ valid: true, answer: { TOTAL: 0 } });

			const url = customers.url('Call arrives', 'voicenter-external-layer');
			const layers = { '12': { kind: 'queue' as const } };
			const endOf = async (callerNumber: string) =>
				(await control.playIvrCall({ url, callerNumber, script: { layers } })).ended;
			expect(await endOf('0501234567')).toMatchObject({
				how: 'dialled',
				targets: [{ TYPE: 'EXTENSION', TARGET: 'SIPSIP2' }],
			});
			for (const other of ['0541234567', '0529999999', '']) {
				expect(await endOf(other)).toMatchObject({ how: 'queue', layerId: 12 });
			}

			CUSTOMERS.rows.splice(1, 1);
			expect(await copy()).toEqual(['+972527654321', '+972541234567']);
			await api.deactivate(customers.id);
		});
	});
}
