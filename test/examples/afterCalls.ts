/** Templates that act when a call has ended, a form was filled in, or a page asks. */
import { itemsOf } from '../n8n/api';
import { type ExampleStage, seen } from './stage';

const CDR = 'voicenter-cdr';

/** @param stage there by the time the tests run */
export function afterCallTests(stage: () => ExampleStage): void {
	describe('abandoned-call-follow-up', () => {
		it('writes to whoever gave up waiting, then calls back; an answered call causes nothing', async () => {
			const { install, messages, simulator } = stage();
			const { control } = simulator;
			const followUp = await install('abandoned-call-follow-up');
			control.setCdrTarget({ url: followUp.url('Call abandoned', CDR) });
			control.playIncomingCall({ queue: 'sales', outcome: 'answered', caller: '0527654321' });
			control.playIncomingCall({ queue: 'sales', outcome: 'abandoned', caller: '0501234567' });
			expect((await followUp.ended()).status).toBe('success');
			expect(messages).toMatchObject([
				{ to: '972501234567', template: { name: 'missed_call_follow_up', language: 'he' } },
			]);
			const called = control.calls().filter(({ kind }) => kind === 'clickToCall');
			expect(called).toMatchObject([{ phone: 'SIPSIP1', target: '0501234567' }]);
			expect(await stage().api.listExecutions(followUp.id)).toHaveLength(1);
			control.setCdrTarget(null);
			for (const { callId } of called) control.hangUpCall(callId);
			await stage().api.deactivate(followUp.id);
		});
	});

	describe('missed-call-to-hubspot-task', () => {
		it('makes a task at the contact, or without one; an answered call makes none', async () => {
			const { install, hubspot, simulator } = stage();
			hubspot.contacts.push({ id: '777', properties: { phone: '+972541234567' } });
			const missed = await install('missed-call-to-hubspot-task');
			simulator.control.setCdrTarget({ url: missed.url('Call missed', CDR) });
			simulator.control.playIncomingCall({ outcome: 'answered', caller: '0541234567' });
			const known = simulator.control.playIncomingCall({
				queue: 'sales',
				outcome: 'abandoned',
				caller: '0541234567',
			});
			await simulator.control.cdrAcknowledged(known.callId);
			await seen('a task', () => hubspot.tasks[0]);
			const unknown = simulator.control.playIncomingCall({ outcome: 'missed', caller: '0523456789' });
			await simulator.control.cdrAcknowledged(unknown.callId);
			await seen('another task', () => hubspot.tasks[1]);

			expect(hubspot.tasks).toMatchObject([
				{
					metadata: {
						subject: 'Call back 0541234567',
						body: expect.stringContaining('Sales Queue') as string,
						status: 'NOT_STARTED',
					},
					associations: { contactIds: [777] },
				},
				{ metadata: { subject: 'Call back 0523456789' }, associations: {} },
			]);
			expect(hubspot.tasks[1]?.associations.contactIds).toBeUndefined();
			const due = (hubspot.tasks[0]?.engagement.timestamp ?? 0) - Date.now();
			expect(due).toBeGreaterThan(110 * 60_000);
			expect(due).toBeLessThanOrEqual(120 * 60_000);
			for (const caller of ['0541234567', '0523456789']) {
				const execution = await missed.ended(
					(one) => itemsOf(one, 'Call missed')[0]?.json['callerNumber'] === caller,
				);
				expect(execution.status).toBe('success');
			}
			expect(await stage().api.listExecutions(missed.id)).toHaveLength(2);
		});
	});

	describe('opt-out-key-to-blacklist', () => {
		it('blocks whoever pressed 9, once, and nobody else', async () => {
			const { install, makeTable, simulator } = stage();
			const rows = await makeTable('Do not call', { phone: 'string' });
			const optOut = await install('opt-out-key-to-blacklist');
			simulator.control.setCdrTarget({ url: optOut.url('Call ended', CDR) });
			const press = (caller: string, dtmf: number) =>
				simulator.control.playIncomingCall({
					outcome: 'answered',
					caller,
					ivr: [{ id: 4321, name: 'Opt out', number: 3, dtmf }],
				});
			const stays = press('0527654321', 1);
			await simulator.control.cdrAcknowledged(stays.callId);
			for (const call of [press('0501234567', 9), press('0501234567', 9)]) {
				await simulator.control.cdrAcknowledged(call.callId);
				const execution = await optOut.ended(
					(one) => itemsOf(one, 'Call ended')[0]?.json['callId'] === call.callId,
				);
				expect(execution.status).toBe('success');
			}
			expect(simulator.control.blacklist().map(({ phone }) => phone)).toEqual(['972501234567']);
			expect(await rows()).toMatchObject([{ phone: '972501234567' }]);
			expect(await rows()).toHaveLength(1);
		});
	});

	describe('csv-leads-to-campaign', () => {
		it('adds everybody in the file but those on the do-not-call list', async () => {
			const { install, simulator } = stage();
			// The list is there, and has 0501234567: the opt-out's test ran before.
			const campaign = simulator.control.addCampaign({ name: 'Leads', kind: 'agent', enabled: false });
			const leads = await install('csv-leads-to-campaign', {
				fillIn: {
					'Add to campaign': () => ({ campaign: { __rl: true, mode: 'id', value: campaign.code } }),
				},
			});
			const webhook = leads.url('Upload leads', '').replace('/webhook/', '/form/').replace(/\/$/, '');
			const form = new FormData();
			const csv = 'name,phone\nDana Levi,050-1234567\nWalter Melon,052-765-4321\nJohn Doe,+972 54 123 4567\n';
			form.append('field-0', new Blob([csv], { type: 'text/csv' }), 'leads.csv');
			const response = await fetch(webhook, { method: 'POST', body: form });
			expect(response.status).toBe(200);
			expect((await leads.ended()).status).toBe('success');
			expect(simulator.control.dialerTargets(campaign.code)).toMatchObject([
				{ phone: '972527654321', customerName: 'Walter Melon' },
				{ phone: '972541234567', customerName: 'John Doe' },
			]);
		});
	});

	describe('new-lead-click-to-call', () => {
		const submit = async (url: string, name: string, phone: string) => {
			const form = new FormData();
			form.append('field-0', name);
			form.append('field-1', phone);
			return await fetch(url, { method: 'POST', body: form });
		};

		it('rings the agent within seconds, and says so when he is not there', async () => {
			const { install, simulator } = stage();
			const before = simulator.control.calls().length;
			simulator.control.clearRequests();
			const lead = await install('new-lead-click-to-call');
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
