/** The records of one call, made one. */
import { joinCalls, type WholeCall } from '../../../nodes/platform/reports/wholeCalls';
import type { CallRecord } from '../../../nodes/platform/vocabulary/callRecord';
import { DAY, recordOf } from './calls';

function join(...records: CallRecord[]): WholeCall[] {
	const calls: WholeCall[] = [];
	const joiner = joinCalls((call) => calls.push(call));
	for (const record of records) joiner.add(record);
	joiner.end();
	return calls;
}

const agentLeg = recordOf({
	callId: 'c',
	typeId: 9,
	direction: 'click2call',
	durationSeconds: 75,
	agent: { name: 'Dana' },
});
const customerLeg = (fields: Parameters<typeof recordOf>[0]) =>
	recordOf({ callId: 'c', typeId: 10, direction: 'click2call', durationSeconds: 40, ...fields });

it('a record alone is a call', () => {
	expect(join(recordOf({ callId: 'one', second: 5, waitSeconds: 12, agent: { name: 'Dana' } }))).toEqual([
		{
			callId: 'one',
			startedAt: DAY + 5_000,
			type: 'Queue',
			direction: 'incoming',
			customerNumber: '0501234567',
			customerE164: '+972501234567',
			isWithheld: false,
			isAnswered: true,
			isAbandoned: false,
			isMissed: false,
			isVoicemail: false,
			queue: 'Sales',
			agent: 'Dana',
			waitSeconds: 12,
			talkSeconds: 60,
		},
	]);
});

it('a click to call that the customer answered is answered, and talk is what was talked with the customer', () => {
	expect(join(agentLeg, customerLeg({ isAnswered: true }))).toMatchObject([
		{ isAnswered: true, talkSeconds: 40, agent: 'Dana' },
	]);
});

it.each([
	['whom the customer did not answer', [agentLeg, customerLeg({ isAnswered: false, durationSeconds: 0 })]],
	['whose customer was never called', [agentLeg]],
])('an agent %s has served nobody', (_, records) => {
	expect(join(...records)).toMatchObject([{ isAnswered: false, talkSeconds: 0 }]);
});

const pickedUp = recordOf({ callId: 'd', typeId: 17, direction: 'dialer', durationSeconds: 50 });
const toQueue = recordOf({
	callId: 'd',
	typeId: 19,
	direction: 'dialer',
	isAnswered: false,
	isAbandoned: true,
	isMissed: true,
	durationSeconds: 0,
});

it.each([
	['in either order', [pickedUp, toQueue]],
	['in the other order', [toQueue, pickedUp]],
])('a customer whom the dialer reached and nobody served was not answered, %s', (_, records) => {
	expect(join(...records)).toMatchObject([{ isAnswered: false, isAbandoned: true }]);
});

it('a customer whom the dialer reached with an announcement was answered', () => {
	expect(join(pickedUp)).toMatchObject([{ isAnswered: true, talkSeconds: 50 }]);
});

it('a call that was abandoned in one queue and answered in another was answered', () => {
	const first = recordOf({
		callId: 'q',
		isAnswered: false,
		isAbandoned: true,
		isMissed: true,
		durationSeconds: 0,
	});
	const second = recordOf({ callId: 'q', second: 30, queue: { name: 'Support' }, agent: { name: 'Noa' } });
	expect(join(first, second)).toMatchObject([
		{ isAnswered: true, isAbandoned: false, isMissed: false, queue: 'Sales', agent: 'Noa' },
	]);
});

it('who answered is who served, not who was asked first', () => {
	const asked = recordOf({
		callId: 'a',
		isAnswered: false,
		agent: { name: 'Dana' },
		extension: { sip: 'SIPDANA1' },
	});
	const served = recordOf({ callId: 'a', agent: { name: 'Noa' }, extension: { sip: 'SIPNOA11' } });
	expect(join(asked, served)).toMatchObject([{ agent: 'Noa', extension: 'SIPNOA11' }]);
});

it('the wait in a queue is not known unless it is told; without a queue it is the ringing', () => {
	const [queued, direct] = join(
		recordOf({ ringSeconds: 7 }),
		recordOf({ typeId: 1, queue: undefined, ringSeconds: 7 }),
	);
	expect([queued?.waitSeconds, direct?.waitSeconds]).toEqual([undefined, 7]);
});

it('gives a call when its time is over, so that little is held', () => {
	const calls: WholeCall[] = [];
	const joiner = joinCalls((call) => calls.push(call));
	for (let second = 0; second < 100 * 7_200; second += 7_200) joiner.add(recordOf({ second }));
	expect(calls).toHaveLength(98);
	joiner.end();
	expect(calls).toHaveLength(100);
});

it('a record without a time is left out', () => {
	expect(join(recordOf({ startedAt: undefined }))).toEqual([]);
});
