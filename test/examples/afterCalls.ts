/** Templates that act when a call has ended. */
import { itemsOf } from '../n8n/api';
import { until } from '../n8n/until';
import { ALWAYS_OPEN, CLOSED_TODAY } from './hours';
import { type ExampleStage, seen } from './stage';

const CDR = 'voicenter-cdr';

/** @param stage there by the time the tests run */
export function afterCallTests(stage: () => ExampleStage): void {
	describe('abandoned-call-follow-up', () => {
		/** As the user sets it up, but for the ten minutes, which are a second. */
		const soon = { 'Ten minutes': () => ({ amount: 1, unit: 'seconds' }) };

		it('writes to whoever gave up waiting and was not served since, then calls back, once a day', async () => {
			const { api, install, messages, simulator } = stage();
			const { control } = simulator;
			const followUp = await install('abandoned-call-follow-up', {
				fillIn: { ...soon, 'Calling hours': () => ALWAYS_OPEN },
			});
			control.setCdrTarget({ url: followUp.url('Call abandoned', CDR) });
			control.playIncomingCall({ queue: 'sales', outcome: 'answered', caller: '0527654321' });
			const givesUp = async (caller: string) => {
				const { callId } = control.playIncomingCall({ queue: 'sales', outcome: 'abandoned', caller });
				const execution = await followUp.ended(
					(one) => itemsOf(one, 'Call abandoned')[0]?.json['callId'] === callId,
				);
				expect(execution.status).toBe('success');
			};
			const called = () => control.calls().filter(({ kind }) => kind === 'clickToCall');

			for (const withheld of ['', 'anonymous']) await givesUp(withheld);
			control.addCallLogRecords([
				{ CallerNumber: '0722776772', TargetNumber: '0541234567', Type: 'Extension Outgoing', Duration: 30 },
			]);
			await givesUp('0541234567');
			expect(called()).toEqual([]);
			for (const again of ['0501234567', '0501234567', '036123456']) await givesUp(again);
			expect(messages).toMatchObject([
				{ to: '972501234567', template: { name: 'missed_call_follow_up', language: 'he' } },
			]);
			expect(called()).toMatchObject([
				{ phone: 'SIPSIP1', target: '0501234567' },
				{ phone: 'SIPSIP1', target: '036123456' },
			]);
			expect(await api.listExecutions(followUp.id)).toHaveLength(6);

			expect((await api.runToEnd(followUp.id, 'Every night')).status).toBe('success');
			await givesUp('0501234567');
			expect(messages).toHaveLength(2);
			control.setCdrTarget(null);
			for (const { callId } of called()) control.hangUpCall(callId);
			await api.deactivate(followUp.id);
		});

		it('calls nobody at night: it waits until it opens', async () => {
			const { api, install, messages, simulator } = stage();
			const { control } = simulator;
			const before = { messages: messages.length, calls: control.calls().length };
			const followUp = await install('abandoned-call-follow-up', {
				fillIn: { ...soon, 'Calling hours': () => CLOSED_TODAY },
			});
			control.setCdrTarget({ url: followUp.url('Call abandoned', CDR) });
			control.playIncomingCall({ queue: 'sales', outcome: 'abandoned', caller: '0529876543' });
			const waiting = await until(
				async () => (await api.listExecutions(followUp.id)).find(({ status }) => status === 'waiting'),
				{ what: 'an execution that waits', timeoutMs: 30_000 },
			);
			const [opens] = itemsOf(await api.getExecution(waiting.id), 'Calling hours', 1);
			const { opensAt } = opens?.json['officeHours'] as { opensAt: string };
			expect(waiting['waitTill']).toBe(new Date(opensAt).toISOString());
			expect(Date.parse(opensAt)).toBeGreaterThan(Date.now());
			expect({ messages: messages.length, calls: control.calls().length }).toEqual(before);
			control.setCdrTarget(null);
			await api.deactivate(followUp.id);
		});
	});

	describe('missed-call-to-hubspot-task', () => {
		it('makes a task at the contact, or without one, also for a withheld number; an answered call makes none', async () => {
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
			const withheld = simulator.control.playIncomingCall({ outcome: 'missed', caller: '' });
			await seen('a third task', () => hubspot.tasks[2]);

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
				{ metadata: { subject: 'Call back (number withheld)' }, associations: {} },
			]);
			expect(hubspot.tasks.slice(1).map(({ associations }) => associations.contactIds)).toEqual([
				undefined,
				undefined,
			]);
			const due = (hubspot.tasks[0]?.engagement.timestamp ?? 0) - Date.now();
			expect(due).toBeGreaterThan(110 * 60_000);
			expect(due).toBeLessThanOrEqual(120 * 60_000);
			for (const { callId } of [known, unknown, withheld]) {
				const execution = await missed.ended(
					(one) => itemsOf(one, 'Call missed')[0]?.json['callId'] === callId,
				);
				expect(execution.status).toBe('success');
			}
			expect(await stage().api.listExecutions(missed.id)).toHaveLength(3);

			// Voicenter may send several records at once; the first of these callers is no contact.
			simulator.control.setCdrTarget(null);
			const both = ['0521112222', '0541234567'].map(
				(caller) => simulator.control.playIncomingCall({ outcome: 'missed', caller }).records[0],
			);
			await fetch(missed.url('Call missed', CDR), {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(both),
			});
			await seen('a task for each of two', () => hubspot.tasks[4]);
			expect(hubspot.tasks.slice(3)).toMatchObject([
				{ metadata: { subject: 'Call back 0521112222' }, associations: {} },
				{ metadata: { subject: 'Call back 0541234567' }, associations: { contactIds: [777] } },
			]);
		});
	});

	describe('opt-out-key-to-blacklist', () => {
		it('blocks whoever pressed 9, once, and nobody else', async () => {
			const { install, makeTable, simulator } = stage();
			const rows = await makeTable('לא להתקשר', { phone: 'string' });
			const optOut = await install('opt-out-key-to-blacklist', { language: 'he' });
			simulator.control.setCdrTarget({ url: optOut.url('Call ended', CDR) });
			const press = (caller: string, dtmf: number, fields: Record<string, unknown> = {}) =>
				simulator.control.playIncomingCall({
					outcome: 'answered',
					caller,
					ivr: [{ id: 4321, name: 'Opt out', number: 3, dtmf }],
					fields,
				});
			const stays = press('0527654321', 1);
			await simulator.control.cdrAcknowledged(stays.callId);
			const own = '0722776772';
			for (const call of [
				press('', 9),
				press('0501234567', 9),
				press('0501234567', 9),
				// The IVR dialer's two legs: it calls the customer, who then calls the IVR.
				press(own, 9, { type: 'Click 2 IVR', target: '0541234568' }),
				press('0529876543', 9, { type: 'Click 2 IVR Incoming', target: own }),
			]) {
				await simulator.control.cdrAcknowledged(call.callId);
				const execution = await optOut.ended(
					(one) => itemsOf(one, optOut.step('Call ended'))[0]?.json['callId'] === call.callId,
				);
				expect(execution.status).toBe('success');
			}
			const blocked = ['972501234567', '972529876543', '972541234568'];
			const phones = (list: readonly { phone?: unknown }[]) => list.map(({ phone }) => phone).sort();
			expect(phones(simulator.control.blacklist())).toEqual(blocked);
			expect(phones(await rows())).toEqual(blocked);
		});
	});
}
