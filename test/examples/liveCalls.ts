/** Templates that decide about calls while the caller waits. */
import { itemsOf } from '../n8n/api';
import { ALWAYS_OPEN, CLOSED_TODAY, israelsDay } from './hours';
import type { ExampleStage } from './stage';

const LAYERS = 'voicenter-external-layer';

/** @param stage there by the time the tests run */
export function liveCallTests(stage: () => ExampleStage): void {
	describe('vip-routing', () => {
		it('sends a VIP to their agent and everybody else to the queue', async () => {
			const { install, makeTable, simulator } = stage();
			await makeTable('VIP customers', { phone: 'string', name: 'string', extension: 'string' }, [
				{ phone: '+972501234567', name: 'Dana Levi', extension: 'SIPSIP2' },
				{ phone: '', name: 'A row without a number', extension: 'SIPSIP3' },
			]);
			const vip = await install('vip-routing');
			const url = vip.url('Call arrives', LAYERS);
			const layers = { '12': { kind: 'queue' as const } };

			const known = await simulator.control.playIvrCall({
				url,
				callerNumber: '0501234567',
				script: { layers },
			});
			expect(known).toMatchObject({
				valid: true,
				ended: { how: 'dialled', targets: [{ TYPE: 'EXTENSION', TARGET: 'SIPSIP2' }] },
				customData: { vip: 'Dana Levi' },
				callerName: 'VIP Dana Levi',
			});
			const unknown = await simulator.control.playIvrCall({
				url,
				callerNumber: '0527654321',
				script: { layers },
			});
			expect(unknown).toMatchObject({ valid: true, ended: { how: 'queue', layerId: 12 } });
			const withheld = await simulator.control.playIvrCall({ url, callerNumber: '', script: { layers } });
			expect(withheld).toMatchObject({ valid: true, ended: { how: 'queue', layerId: 12 } });
			expect((await vip.ended((one) => itemsOf(one, 'Ring their agent').length === 1)).status).toBe(
				'success',
			);
			expect((await vip.ended((one) => itemsOf(one, 'Send to queue').length === 1)).status).toBe('success');
		});
	});

	describe('after-hours-on-duty', () => {
		const roster: Record<string, string> = {
			Sunday: '050-1234560',
			Monday: '050-1234561',
			Tuesday: '050-1234562',
			Wednesday: '050-1234563',
			Thursday: '050-1234564',
			Friday: '050-1234565',
			Saturday: '050-1234566',
		};
		/** The user's roster in place of the template's. */
		const duty = (changesAt: string, numbers: Record<string, string>) => (parameters: object) => {
			const { assignments } = (parameters as { assignments: { assignments: { name: string }[] } })
				.assignments;
			return {
				assignments: {
					assignments: assignments.map((one) => ({
						...one,
						value:
							one.name === 'dutyChangesAt' ? changesAt : (numbers[one.name.slice('onDuty.'.length)] ?? ''),
					})),
				},
			};
		};

		it('sends the call to reception while it is open', async () => {
			const { api, install, simulator } = stage();
			const open = await install('after-hours-on-duty', { fillIn: { 'Office hours': () => ALWAYS_OPEN } });
			const call = await simulator.control.playIvrCall({ url: open.url('Call arrives', LAYERS) });
			expect(call).toMatchObject({ valid: true, ended: { how: 'layer', layerId: 10 } });
			expect((await open.ended()).status).toBe('success');
			await api.deactivate(open.id);
		});

		it.each([
			['whose day it is', '0:00', 0],
			['of yesterday, until the duty changes', '24:00', 1],
		])('rings the person on duty when it is closed: %s', async (_name, changesAt, daysAgo) => {
			const { api, install, simulator } = stage();
			const closed = await install('after-hours-on-duty', {
				fillIn: { 'Office hours': () => CLOSED_TODAY, Roster: duty(changesAt, roster) },
			});
			const before = israelsDay(daysAgo);
			const call = await simulator.control.playIvrCall({ url: closed.url('Call arrives', LAYERS) });
			// At midnight either day's.
			const onDuty = [before, israelsDay(daysAgo)].map((day) => roster[day]?.replaceAll('-', ''));
			expect(call).toMatchObject({
				valid: true,
				ended: { how: 'dialled', callerId: '0722776772', recorded: true, targets: [{ TYPE: 'PHONE' }] },
			});
			expect(onDuty).toContain('targets' in call.ended ? call.ended.targets[0]?.TARGET : undefined);
			expect((await closed.ended()).status).toBe('success');
			await api.deactivate(closed.id);
		});

		it('sends the call to the fallback layer when nobody is on duty', async () => {
			const { api, install, simulator } = stage();
			const empty = await install('after-hours-on-duty', {
				fillIn: { 'Office hours': () => CLOSED_TODAY, Roster: duty('09:00', {}) },
			});
			const call = await simulator.control.playIvrCall({ url: empty.url('Call arrives', LAYERS) });
			expect(call.ended).toMatchObject({ how: 'layer', layerId: 20 });
			expect((await empty.ended()).status).toBe('error');
			await api.deactivate(empty.id);
		});
	});

	describe('office-hours-in-front-of-ivr', () => {
		const layers = {
			'1': { kind: 'recording' as const, name: 'Main menu' },
			'20': { kind: 'recording' as const, name: 'Voicemail' },
		};

		it.each([
			['to the menu while it is open', ALWAYS_OPEN, undefined],
			['to the voicemail behind an announcement when it is closed', CLOSED_TODAY, '9899118_20849570032.mp3'],
		])('sends the call %s', async (_name, hours, recording) => {
			const { api, install, simulator } = stage();
			const inFront = await install('office-hours-in-front-of-ivr', {
				language: 'he',
				fillIn: { 'Office hours': () => hours },
			});
			const url = inFront.url('Call arrives', LAYERS);
			const call = await simulator.control.playIvrCall({ url, script: { layers } });
			const [turn] = call.turns;
			expect(call.valid).toBe(true);
			expect(turn?.answer).toMatchObject(
				recording === undefined
					? { ACTION: 'GO_TO_LAYER', LAYER: 1 }
					: {
							ACTION: 'SAY_DIGITS',
							NEXT_LAYER: 20,
							DATA: [{ RecordType: 'Recording', Content: recording }],
						},
			);
			expect((await inFront.ended()).status).toBe('success');
			await api.deactivate(inFront.id);
		});
	});

	describe('ivr-self-service-balance', () => {
		it('reads the balance to a customer and puts them through; asks an unknown one again', async () => {
			const { install, makeTable, simulator } = stage();
			await makeTable('Customer balances', { idNumber: 'string', name: 'string', balance: 'number' }, [
				{ idNumber: '12345678', name: 'Dana Levi', balance: 180.4 },
			]);
			const { url: at, ended } = await install('ivr-self-service-balance');
			const url = at('Call asks', LAYERS);
			const layers = {
				'5': { kind: 'external' as const },
				'6': { kind: 'external' as const },
				'1': { kind: 'recording' as const, name: 'Main menu' },
				'12': { kind: 'queue' as const },
			};
			const call = await simulator.control.playIvrCall({
				url,
				script: { layers, keys: { '5': ['00000000', '12345678'], '6': '1' } },
			});
			expect(call).toMatchObject({
				valid: true,
				path: [5, 5, 6],
				ended: { how: 'dialled', targets: [{ TYPE: 'EXTENSION', TARGET: 'SIPSIP1' }] },
			});
			const [again, balance] = call.turns.map(({ answer }) => answer);
			expect(again).toMatchObject({ ACTION: 'SAY_DIGITS', NEXT_LAYER: 5 });
			expect(balance).toMatchObject({
				ACTION: 'SAY_DIGITS',
				LANGUAGE: 'HE',
				NEXT_LAYER: 6,
				DATA: [{ RecordType: 'Recording' }, { RecordType: 'Number', Content: '180' }],
			});
			for (const node of ['Say not found', 'Say balance', 'Put through']) {
				expect((await ended((one) => itemsOf(one, node).length === 1)).status).toBe('success');
			}
			const hesitant = await simulator.control.playIvrCall({
				url,
				script: { layers, keys: { '5': '12345678' } },
			});
			expect(hesitant).toMatchObject({ valid: true, path: [5, 6, 1] });
		});
	});

	describe('screen-pop-from-hubspot', () => {
		it('shows every ringing phone who is calling, by one lookup; and says when nobody is known', async () => {
			const { install, hubspot, simulator } = stage();
			hubspot.contacts.push({
				id: '501',
				properties: {
					firstname: 'Dana',
					lastname: 'Levi',
					company: 'Levi Bros. Ltd.',
					mobilephone: '+972501234567',
				},
			});
			const pop = await install('screen-pop-from-hubspot');
			const url = pop.url('Phone rings', 'voicenter-screen-pop');
			const known = await simulator.control.playScreenPop({
				url,
				phone: '0501234567',
				extenUsers: ['SIPSIP1', 'SIPSIP2', 'SIPSIP3'],
			});
			for (const one of known.pops) {
				expect(one).toMatchObject({
					valid: true,
					answer: {
						STATUS: 'OK',
						CLIENTNAME: 'Dana Levi',
						COMPANY: 'Levi Bros. Ltd.',
						URL: 'https://app.hubspot.com/contacts/12345/contact/501',
						TOTAL: 1,
					},
				});
			}
			const unknown = await simulator.control.playScreenPop({ url, phone: '0527654321' });
			expect(unknown.pops).toMatchObject([{ valid: true, answer: { STATUS: 'OK', TOTAL: 0 } }]);
			expect((await pop.ended((one) => itemsOf(one, 'Show caller').length === 1)).status).toBe('success');
			expect((await pop.ended((one) => itemsOf(one, 'Show nothing').length === 1)).status).toBe('success');
			expect(await stage().api.listExecutions(pop.id)).toHaveLength(2);
		});
	});

	describe('voice-agent-order-status', () => {
		it('tells the voice agent where the order is, or that there is none', async () => {
			const { install, makeTable, simulator } = stage();
			await makeTable('Orders', { orderNumber: 'string', status: 'string', deliveryDate: 'string' }, [
				{ orderNumber: '1017', status: 'on its way', deliveryDate: '2026-11-23' },
			]);
			const bot = await install('voice-agent-order-status');
			const url = bot.url('Voice agent asks', 'voicenter-voicebot');
			const found = await simulator.control.playVoiceBot({ url, intent: { orderNumber: '1017' } });
			expect(found).toMatchObject({
				valid: true,
				answer: { function_output: { status: 'on its way', deliveryDate: '2026-11-23' } },
			});
			for (const intent of [{ orderNumber: '9999' }, {}]) {
				const none = await simulator.control.playVoiceBot({ url, intent });
				expect(none).toMatchObject({ valid: true });
				expect(JSON.stringify(none.answer)).toContain('There is no order');
			}
			expect((await bot.ended((one) => itemsOf(one, 'Tell state').length === 1)).status).toBe('success');
		});
	});
}
