import { setFlagsFromString } from 'node:v8';

import { readCustomData } from '../../../nodes/platform/request/customData';
import { toCallRecord } from '../../../nodes/platform/services/callLog/record';
import { chosenRaw, chosenRecord, readRow } from '../../../nodes/platform/services/callLog/row';
import { describeTarget, readTarget, targetPacker } from '../../../nodes/platform/services/dialer/target';
import { callItem } from '../../../nodes/platform/vocabulary/callItem';
import { localeOf } from '../../../nodes/platform/vocabulary/locale';
import { present } from '../../../nodes/platform/vocabulary/absent';
import { plainObject } from '../../../nodes/platform/vocabulary/plainObject';

setFlagsFromString('--allow-natives-syntax');
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- V8's own word on objects can be had in no other way
const shareLayout = new Function('one', 'other', 'return %HaveSameMap(one, other)') as (
	one: object,
	other: object,
) => boolean;

const OTHERS = 3_000;

/** As many layouts of objects as a process like n8n's has. */
const others = Array.from({ length: OTHERS }, (_, index) => {
	const other: Record<string, number> = {};
	other[`other${index}`] = index;
	return other;
});

const target = (callAt?: string) =>
	readTarget({ campaign: 'C', phone: '0501234567', customerName: 'Dana', callAt });
const record = () =>
	callItem(
		toCallRecord(
			readRow({ CallID: '1', CallerNumber: '0501234567', QueueName: 'Sales', Type: 'Incoming Call' }),
			'1',
		),
		localeOf(),
	);

const ROW = '{"Target":"0501234567","ErrorCode":0,"Description":"OK","CustomData":{}}';
const rowOf = (text: string) => JSON.parse(text) as object;

const grown = (object: Record<string, unknown>, name: string) => {
	object[name] = 1;
	return object;
};

describe('objects in a process that is full of others', () => {
	it.each<[string, () => object]>([
		['empty', () => grown({}, 'neverSeenBefore')],
		['with four fields', () => ({ neverSeenA: 1, neverSeenB: 2, neverSeenC: 3, neverSeenD: 4 })],
		['as a copy', () => ({ ...grown({}, 'neverSeenHere') })],
		['with four fields, from JSON', () => rowOf(ROW)],
		['as entries', () => Object.fromEntries([['neverSeenEntry', 1]])],
	])('share no layout where they begin as most do: %s', (_, make) => {
		expect(others).toHaveLength(OTHERS);
		expect(shareLayout(make(), make())).toBe(false);
	});

	it.each<[string, () => object]>([
		['an empty one', plainObject],
		['what is present of others', () => present({ neverSeenPresent: 1, andThis: undefined })],
		['custom data', () => readCustomData([{ name: 'neverSeenLead', value: 7 }], () => undefined) ?? {}],
		['a target', target],
		['a target that is packed', () => targetPacker()(target())],
		['what came of a target', () => describeTarget(target(), 'added')],
		['what came of a later one', () => describeTarget(target('2100-01-01T15:00:00Z'), 'added')],
		['a call record', record],
		['its queue', () => record().queue ?? {}],
		['a call record with chosen fields only', () => chosenRecord(record(), ['queue'])],
		['a raw one', () => chosenRaw({ CallID: '1', QueueName: 'Sales', Price: 1 }, ['queue'])],
	])('share theirs where there are many of them: %s', (_, make) => {
		make();
		expect(shareLayout(make(), make())).toBe(true);
	});

	it('are plain', () => {
		const object = plainObject();
		expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
		expect(object.constructor).toBe(Object);
		expect(Object.keys(object)).toEqual([]);
		expect(plainObject()).not.toBe(object);
	});
});
