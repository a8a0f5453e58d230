/** Who is on which side of a call, whatever the wire says and leaves out; and what a list says of an end. */
import { createAccountState, type ExtensionState } from '../../../../nodes/platform/realtime/events';
import { partiesOf } from '../../../../nodes/platform/realtime/events/parties';
import { at, event, type EventFields, onPhone } from './account';
import { summaryOf } from './summarize';

const NUMBER = { callerphone: '0501234567' };

it.each<[string, object, string | undefined]>([
	['incoming', { direction: 'Incoming' }, 'incoming'],
	['incoming, from a colleague', { direction: 'Incoming', isInternal: true }, 'internal'],
	['incoming, from a phone of ours', { direction: 'Incoming', callerphone: 'SIPSIP1' }, 'incoming'],
	['incoming, with a name', { direction: 'Incoming', callerphone: 'Dana' }, 'incoming'],
	['outgoing', { direction: 'Outgoing', ...NUMBER }, 'outgoing'],
	['outgoing by its type', { callType: 'Outgoing', ...NUMBER }, 'outgoing'],
	['outgoing, to a colleague', { direction: 'Outgoing', isInternal: 1, ...NUMBER }, 'internal'],
	['outgoing, to a phone of ours', { direction: 'Outgoing', callerphone: 'SIPSIP1' }, 'internal'],
	['outgoing, to a name', { direction: 'Outgoing', callerphone: 'Dana Levi' }, 'internal'],
	[
		'outgoing, to a name that is no colleague’s',
		{ direction: 'Outgoing', isInternal: false, callerphone: 'Dana Levi' },
		'outgoing',
	],
	['outgoing, to nobody', { direction: 'Outgoing' }, 'outgoing'],
	['outgoing, to a withheld number', { direction: 'Outgoing', callerphone: 'Anonymous' }, 'outgoing'],
	['nothing', {}, undefined],
	['nothing, of a phone of ours', { callerphone: 'SIPSIP1' }, undefined],
	['a word that nobody knows', { direction: 'Sideways', callerphone: 'Dana Levi' }, undefined],
])('said to be %s', (_, call, direction) => {
	expect(partiesOf({ ...call }, false).direction).toBe(direction);
	expect(partiesOf({ ...call }, true).direction).toBe('dialer');
});

describe('a call that a list lacks', () => {
	it.each([
		['since then', 30, at(30)],
		['in the moment in which it was heard last', 10, at(10)],
		['before', 9, undefined],
		['at no time', undefined, undefined],
	])('of a phone that hung up last %s', (_, second, endedAt) => {
		const state = createAccountState();
		state.apply(onPhone('answered', 10, '1', 'A', { isAnswered: true, answeredAt: at(5) }));
		state.apply(event('connectionLost', 20));
		const phone: ExtensionState = {
			...{ extension: { sip: 'A' }, calls: [] },
			...(second !== undefined && { lastHangUpAt: at(second) }),
		};
		const hangUp = state
			.apply(event('extensionsSnapshot', 60, { extensions: [phone] }))
			.find((one) => one.event === 'hangUp');
		expect(hangUp).toMatchObject({ callId: '1', recovered: true, isAnswered: true });
		expect([hangUp?.endedAt, hangUp?.durationSeconds]).toEqual([endedAt, endedAt && second - 5]);
	});
});

it.each<[string, EventFields, number | undefined]>([
	['to its end', {}, 9],
	['to an end that nobody knows', { recovered: true }, undefined],
])('a call that was muted %s', (_, more, mutedSeconds) => {
	const talk = onPhone('answered', 1, '1', 'A', { isAnswered: true, answeredAt: at(1), isMuted: true });
	expect(summaryOf(talk, onPhone('hangUp', 10, '1', 'A', { isAnswered: true, ...more }))?.mutedSeconds).toBe(
		mutedSeconds,
	);
});
