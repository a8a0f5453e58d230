/** Calls inside the house, and calls that are passed on (voicenter-api.md §15). */
import { call, inQueue, ofCall, onPhone, talking, tell } from './liveWire';

const CUSTOMER = '0501234567';

describe('a call between colleagues', () => {
	/** As newer servers tell it: names where numbers were, and the short numbers beside them. */
	const dials = {
		...{
			direction: 'Outgoing',
			callType: 'Outgoing',
			isInternal: true,
			callstatus: 'Dialing',
			queueID: undefined,
		},
		...{ callerphone: 'Yossi Cohen', callername: 'Yossi Cohen', did: '', outgoingcallerphone: '136' },
		actualDialedNumber: 137,
	};
	const rings = {
		...{ isInternal: true, callerphone: 'Dana Levi', callername: 'Dana Levi', did: '', queueID: undefined },
		...{ originalCallerID: '136', actualDialedNumber: 137 },
	};
	const told = tell(
		onPhone('NEWCALL', 0, 'SIPDN001', call('1', 0, dials)),
		onPhone('NEWCALL', 0, 'SIPYS002', call('1', 0, rings)),
		onPhone('ANSWER', 5, 'SIPYS002', call('1', 0, { ...rings, ...talking(5) })),
		onPhone('ANSWER', 5, 'SIPDN001', call('1', 0, { ...dials, ...talking(5) })),
		onPhone('HANGUP', 65, 'SIPDN001', call('1', 0, { ...dials, ...talking(5) })),
		onPhone('HANGUP', 65, 'SIPYS002', call('1', 0, { ...rings, ...talking(5) })),
	);

	it('is internal on both phones, with numbers where numbers belong', () => {
		expect(told).toHaveLength(7);
		for (const event of told) {
			expect(event).toMatchObject({ direction: 'internal', callerNumber: '136', target: '137' });
		}
	});

	it('each phone has the other’s name; the finished call has the caller’s', () => {
		expect(told.slice(0, 2).map(({ callerName }) => callerName)).toEqual(['Yossi Cohen', 'Dana Levi']);
		expect(ofCall(told, '1').finished).toMatchObject([
			{ isAnswered: true, isMissed: false, durationSeconds: 60, callerName: 'Dana Levi' },
		]);
	});

	it('of older servers, which do not mark it: a name that is dialled is a colleague’s', () => {
		const unmarked = { isInternal: undefined, callType: undefined, originalCallerID: undefined };
		const older = tell(
			onPhone(
				'NEWCALL',
				0,
				'SIPDN001',
				call('1', 0, { ...dials, ...unmarked, outgoingcallerphone: undefined }),
			),
			onPhone('NEWCALL', 0, 'SIPYS002', call('1', 0, { ...rings, ...unmarked, callerphone: '136' })),
			onPhone(
				'HANGUP',
				9,
				'SIPDN001',
				call('1', 0, { ...dials, ...unmarked, outgoingcallerphone: undefined }),
			),
		);
		expect(older.map(({ direction }) => direction)).toEqual(['internal', 'internal', 'internal']);
		expect(older.map(({ callerNumber }) => callerNumber)).toEqual([undefined, '136', '136']);
		expect(older[2]).toMatchObject({ callerName: 'Dana Levi' });
	});
});

describe('an attended transfer: three calls that belong together', () => {
	const customer = call('customer', 0, { ...talking(5), queueID: undefined });
	const asks = call('asks', 60, {
		...{ ...talking(64), direction: 'Outgoing', isInternal: true, did: '' },
		...{ callerphone: 'Yossi Cohen', outgoingcallerphone: '136', actualDialedNumber: '137' },
	});
	const joined = call('joined', 80, {
		...{ callstatus: 'Talking', callerphone: 'Anonymous', callername: '', did: '' },
		...{ relatedIvrUniqueIDs: ['customer', 'asks'], transferExtensionName: 'SIPDN001' },
		customdata: { OriginalIvrUniqueID: 'customer' },
	});
	const transfer = { cause: '', dialStatus: 'Transfer' };
	const told = tell(
		onPhone('NEWCALL', 0, 'SIPDN001', call('customer', 0, { queueID: undefined })),
		onPhone('ANSWER', 5, 'SIPDN001', customer),
		onPhone('HOLD', 58, 'SIPDN001', { ...customer, callstatus: 'Hold' }),
		onPhone('NEWCALL', 60, 'SIPDN001', { ...asks, callstatus: 'Dialing', answered: 0, callAnswered: 0 }),
		onPhone('ANSWER', 64, 'SIPDN001', asks),
		onPhone('HANGUP', 80, 'SIPDN001', { ...customer, callstatus: 'Hold' }, transfer),
		onPhone('HANGUP', 80, 'SIPDN001', asks, transfer),
		onPhone('NEWCALL', 82, 'SIPYS002', joined),
		onPhone('HANGUP', 180, 'SIPYS002', joined),
	);

	it('the customer’s call was passed on, and is not missed', () => {
		expect(ofCall(told, 'customer').hangUps).toMatchObject([{ isTransferred: true, dialStatus: 'Transfer' }]);
		expect(ofCall(told, 'customer').finished).toMatchObject([
			{
				...{ isAnswered: true, isMissed: false, isTransferred: true, transferredBy: 'SIPDN001' },
				...{ dialStatus: 'Transfer', relatedCallIds: ['joined', 'asks'], heldSeconds: 22 },
			},
		]);
	});

	it('so was the call to the colleague', () => {
		expect(ofCall(told, 'asks').finished).toMatchObject([
			{ isTransferred: true, direction: 'internal', relatedCallIds: ['joined', 'customer'] },
		]);
	});

	it('the call that joins them says where it came from, and who the customer is', () => {
		const links = {
			...{ isTransferred: true, transferredBy: 'SIPDN001', originalCallId: 'customer' },
			...{ relatedCallIds: ['customer', 'asks'], callerNumber: CUSTOMER },
		};
		const { names, answers, hangUps, finished } = ofCall(told, 'joined');
		expect(names).toEqual(['newCall', 'answered', 'hangUp', 'callFinished']);
		for (const event of [...answers, ...hangUps, ...finished]) expect(event).toMatchObject(links);
		expect(finished).toMatchObject([{ isAnswered: true, isMissed: false, durationSeconds: 100 }]);
	});
});

it('a customer’s call of which only its transfer was heard is not missed', () => {
	const rang = call('1', 0, { queueID: undefined });
	const told = tell(
		onPhone('NEWCALL', 0, 'SIPDN001', rang),
		onPhone('HANGUP', 9, 'SIPDN001', rang, { cause: '', dialStatus: 'Transfer' }),
	);
	const [finished] = ofCall(told, '1').finished;
	expect(finished).toMatchObject({ isTransferred: true, isMissed: false });
});

it('a call that is tried again goes on', () => {
	const told = tell(
		onPhone('NEWCALL', 0, 'SIPDN001', call('1', 0)),
		onPhone('HANGUP', 9, 'SIPDN001', call('1', 0), { cause: '', dialStatus: 'Recheck' }),
		onPhone('NEWCALL', 28, 'SIPDN001', call('1', 28)),
		onPhone('HANGUP', 40, 'SIPDN001', call('1', 28)),
	);
	expect(ofCall(told, '1').hangUps[0]).toMatchObject({ dialStatus: 'Recheck' });
	expect(ofCall(told, '1').hangUps[0]).not.toHaveProperty('isTransferred');
	expect(ofCall(told, '1').finished).toHaveLength(1);
});

it('a call that a colleague sent on into a queue keeps the customer’s number, not the colleague’s', () => {
	const sentOn = { originalCallerID: '110', actualDialedNumber: 110, relatedIvrUniqueIDs: ['earlier'] };
	const told = tell(
		inQueue('JOIN', 0, '1'),
		onPhone('NEWCALL', 0, 'SIPDN001', call('1', 0, { ...sentOn, callerphone: 'Rina', callername: 'Rina' })),
		inQueue('ABANDONED', 30, '1'),
	);
	expect(ofCall(told, '1').numbers).toEqual([CUSTOMER]);
	expect(told.at(-1)).toMatchObject({ relatedCallIds: ['earlier'] });
	expect(told.at(-1)).not.toHaveProperty('isTransferred');
});
