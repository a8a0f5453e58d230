/** Templates that act when a form was filled in, or a page asks. */
import { until } from '../n8n/until';
import { type ExampleStage, seen } from './stage';

/** @param stage there by the time the tests run */
export function formTests(stage: () => ExampleStage): void {
	describe('csv-leads-to-campaign', () => {
		/** As the form's page does it. @returns the page that comes at the end */
		async function upload(url: string, rows: string[]): Promise<string> {
			const form = new FormData();
			// As Excel saves it.
			const csv = `\uFEFF${['name,phone', ...rows].join('\r\n')}\r\n`;
			form.append('field-0', new Blob([csv], { type: 'text/csv' }), 'leads.csv');
			const response = await fetch(url, { method: 'POST', body: form });
			const { formWaitingUrl } = (await response.json()) as { formWaitingUrl: string };
			const status = new URL(formWaitingUrl);
			status.pathname += '/n8n-execution-status';
			await until(async () => ((await (await fetch(status)).text()) === 'form-waiting' ? true : undefined), {
				what: 'the last page',
				timeoutMs: 30_000,
			});
			const page = await (await fetch(formWaitingUrl)).text();
			await fetch(formWaitingUrl, { method: 'POST' });
			return page;
		}

		it('adds everybody in the file once, but those on the do-not-call list, and says who was left out', async () => {
			const { install, simulator } = stage();
			const { control } = simulator;
			const code = 'VCsimLeads';
			const leads = await install('csv-leads-to-campaign', {
				language: 'he',
				fillIn: { 'Add to campaign': () => ({ campaign: { __rl: true, mode: 'id', value: code } }) },
			});
			const url = leads.url('Upload leads', '').replace('/webhook/', '/form/').replace(/\/$/, '');
			const rows = [
				// The list is there, and has 0501234567: the opt-out's test ran before.
				...['050-1234567', '501234567', '+972 (0)50-123-4567', '00972501234567'].map(
					(phone) => `Dana,${phone}`,
				),
				'Walter Melon,052-765-4321',
				'Walter Melon,527654321',
				'John Doe,+972 54 123 4567',
				'Jane Roe,05012',
			];

			const nobody = await upload(url, rows);
			expect(nobody).toContain('0 מספרים נוספו');
			expect(nobody).toContain('052-765-4321: Add many targets: Voicenter says: Invalid campaign code');

			control.addCampaign({ name: 'Leads', kind: 'agent', enabled: false, code });
			const page = await upload(url, rows);
			expect(control.dialerTargets(code)).toMatchObject([
				{ phone: '972527654321', customerName: 'Walter Melon' },
				{ phone: '972541234567', customerName: 'John Doe' },
			]);
			expect(page).toContain('2 מספרים נוספו');
			expect(page).toContain('05012: Phone:');
			expect(page).not.toContain('+972 54');
			expect((await leads.ended()).status).toBe('success');
		});
	});

	describe('new-lead-click-to-call', () => {
		const submit = async (url: string, name: string, phone: string) => {
			const form = new FormData();
			form.append('field-0', name);
			form.append('field-1', phone);
			return await fetch(url, { method: 'POST', body: form });
		};

		it('rings the agent within seconds; says so when they are not there, and when the number is not Israeli', async () => {
			const { install, simulator } = stage();
			const before = simulator.control.calls().length;
			simulator.control.clearRequests();
			const lead = await install('new-lead-click-to-call', { language: 'he' });
			const url = lead.url('Lead form', '').replace('/webhook/', '/form/').replace(/\/$/, '');
			const startedAt = Date.now();
			expect((await submit(url, 'Dana Levi', '050-1234567')).status).toBe(200);
			const call = await seen('a call', () => simulator.control.calls()[before]);
			expect(Date.now() - startedAt).toBeLessThan(10_000);
			expect(call).toMatchObject({ phone: 'SIPSIP1', target: '0501234567' });
			const [request] = simulator.control.requests('/ForwardDialer/click2call.aspx');
			expect(request?.json).toMatchObject({ var_leadName: 'Dana Levi', record: 'True' });
			expect((await lead.ended()).status).toBe('success');

			simulator.control.setExtension('SIPSIP1', { online: false });
			await submit(url, 'Walter Melon', '052-7654321');
			const refused = await lead.ended(({ status }) => status === 'error');
			expect(JSON.stringify(refused.data.resultData.error)).toContain('SIPSIP1');
			expect(simulator.control.calls()).toHaveLength(before + 1);
			simulator.control.setExtension('SIPSIP1', { online: true });

			for (const phone of ['1-700-700-700', '1-919-123456', '+1 900 555 0100', 'call me']) {
				await submit(url, 'John Doe', phone);
				const foreign = await lead.ended(
					({ data }) => data.resultData.error?.message.includes(phone) === true,
				);
				expect(foreign.status).toBe('error');
			}
			expect(simulator.control.calls()).toHaveLength(before + 1);
		});
	});

	describe('pci-mute-payment-form', () => {
		it('mutes while the form is open; what is not confirmed stops loudly', async () => {
			const { install, simulator, paymentPage } = stage();
			const pci = await install('pci-mute-payment-form');
			const url = pci.url('Payment form', '/webhook/voicenter-payment-form');
			const tell = async (
				event: string,
				extension: string,
				headers: Record<string, string> = paymentPage,
			) => {
				const response = await fetch(url, {
					method: 'POST',
					headers: { 'content-type': 'application/json', ...headers },
					body: JSON.stringify({ event, extension }),
				});
				return {
					status: response.status,
					json: response.ok || response.status >= 500 ? await response.json() : undefined,
				};
			};
			const { callId } = simulator.control.startCall({ extension: 'SIPSIP3' });
			const isMuted = () => simulator.control.calls().find((one) => one.callId === callId)?.muted ?? false;

			expect(await tell('opened', 'SIPSIP3')).toEqual({ status: 200, json: { muted: true } });
			expect(isMuted()).toBe(true);
			expect((await tell('closed', 'SIPSIP3', {})).status).toBe(403);
			expect(isMuted()).toBe(true);
			expect(await tell('closed', 'SIPSIP3')).toEqual({ status: 200, json: { muted: false } });
			expect(isMuted()).toBe(false);
			expect((await tell('peeped at', 'SIPSIP3')).status).toBe(400);

			simulator.control.setMuteEffect({ pretend: true });
			expect(await tell('opened', 'SIPSIP3')).toMatchObject({
				status: 503,
				json: { error: expect.stringContaining('Do not take a card number') as string },
			});
			const loud = await pci.ended(({ status }) => status === 'error');
			expect(loud.data.resultData.error?.message).toContain('SIPSIP3');
			simulator.control.setMuteEffect({ pretend: false });
			simulator.control.hangUpCall(callId);
		});
	});
}
