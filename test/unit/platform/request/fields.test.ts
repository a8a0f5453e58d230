import type { z } from 'zod/v4';

import { optionalLayerField } from '../../../../nodes/platform/inbound/answers/inputs';
import {
	callIdField,
	dialableTarget,
	extensionField,
	idField,
} from '../../../../nodes/platform/request/fields';
import { findInput } from '../../../../nodes/platform/services/callLog/input';
import { campaignField } from '../../../../nodes/platform/services/dialer/method';

/** As they come along from a page that runs from right to left. */
const MARKED = [
	(text: string) => `\u200F${text}`,
	(text: string) => `\u202B${text}\u202C`,
	(text: string) => ` ${text}\u200E\u00A0`,
];

describe.each<[string, z.ZodType, unknown]>([
	['an extension', extensionField, 'SIPSIP1'],
	['a queue’s ID', idField('the ID of a queue', '1'), '123456789'],
	['a call’s ID', callIdField, '202110101204550233243ghff3189e5c'],
	['a campaign’s code', campaignField, '1a2B3c'],
	['a layer', optionalLayerField, 12],
])('%s', (_, field, value) => {
	it.each(MARKED)('is what is seen of it', (mark) => {
		expect(field.parse(mark(String(value)))).toBe(value);
	});
});

it.each(MARKED)('so are a call’s target and what is looked for', (mark) => {
	const issue = jest.fn();
	expect(dialableTarget(mark('SIPSIP1'), 'IL', issue)).toBe('SIPSIP1');
	expect(dialableTarget(mark('050-123-4567'), 'IL', issue)).toBe('0501234567');
	expect(issue).not.toHaveBeenCalled();
	const { criteria } = findInput.parse({
		dateRange: 'today',
		timeZone: 'Asia/Jerusalem',
		callId: mark('2021x'),
		extensions: `${mark('SIPSIP1')},${mark('SIPSIP2')}`,
		queues: mark('123456789'),
		phones: mark('0501234567'),
	});
	expect(criteria).toMatchObject({
		callId: '2021x',
		extensions: ['SIPSIP1', 'SIPSIP2'],
		queues: [123456789],
		phones: ['0501234567'],
	});
});
