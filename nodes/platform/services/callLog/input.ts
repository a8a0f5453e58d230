/** What callers ask the Call Log for, in our words. */
import { DateTime } from 'luxon';
import { z } from 'zod/v4';

import { callTypeById, callTypeByName } from '../../vocabulary/callTypes';
import type { List } from '../../vocabulary/lists';
import { readMoment } from '../../vocabulary/moments';
import { OUTCOME_FIELDS, type OutcomeName } from '../../vocabulary/outcome';
import { isSipCode } from '../../vocabulary/sipCodes';
import {
	callIdField,
	codeField,
	countryField,
	dialableNumber,
	listField,
	timeZoneField,
	yesNoField,
} from '../../request/fields';
import { PRESETS, presetRange, type Range, rangeOf } from './range';
import { FIELD_CHOICES, SORT_CHOICES } from './row';
import type { Criteria, Scope } from './search';
import type { SeenNames } from './seenNames';

const idsField = listField.transform((ids, context) => {
	const wrong = ids.find((id) => !/^\d{1,15}$/.test(id));
	if (wrong !== undefined) {
		context.addIssue(
			`"${wrong}" is not an ID. It is a number, such as 123456789; several are separated by commas.`,
		);
	}
	return ids.map(Number);
});

const callTypesField = listField.transform((types, context) =>
	types.map((type) => {
		const id = (callTypeById(Number(type)) ?? callTypeByName(type))?.id;
		if (id === undefined) {
			context.addIssue(`"${type}" is not a call type. Choose from the list, or give a name such as Queue.`);
		}
		return id ?? 0;
	}),
);

const extensionsField = listField.transform((codes, context) => {
	const wrong = codes.find((code) => !isSipCode(code));
	if (wrong !== undefined) {
		context.addIssue(`"${wrong}" is not an extension's SIP code. It is letters and digits, such as SIPSIP1.`);
	}
	return codes;
});

const OUTCOMES = Object.keys(OUTCOME_FIELDS) as [OutcomeName, ...OutcomeName[]];

const SCOPES = ['account', 'hierarchical', 'department', 'user'] as const satisfies Scope[];

/** Which calls are looked for. */
const criteriaFields = z.object({
	callId: codeField.transform((id) => id || undefined),
	callTypes: callTypesField,
	campaigns: idsField,
	extensions: extensionsField,
	/** Names or IDs. */
	agents: z.custom<List>().optional(),
	dids: z.custom<List>().optional(),
	outcomes: z.array(z.enum(OUTCOMES, { error: 'Choose from the list' })).default([]),
	phones: listField,
	queues: idsField,
	scope: z.enum(SCOPES).optional(),
});

/** What comes back, and how it looks. */
const outputFields = z.object({
	country: countryField,
	fields: z.array(z.enum(FIELD_CHOICES, { error: 'Choose from the list' })).default([]),
	/** In our words; as Voicenter has it otherwise. */
	simplify: yesNoField.default(true),
});

const positiveInteger = (what: string) =>
	z.coerce
		.number({ error: `Give ${what} as a number` })
		.int({ error: `Give ${what} as a whole number` })
		.positive({ error: `Give ${what} above 0` });

/** The longest call that click to call makes, 2 hours (voicenter-api.md §2), and some minutes for its record to come. */
const LOOK_BACK_MINUTES = 150;

const findFields = z.object({
	...criteriaFields.shape,
	...outputFields.shape,
	dateRange: z.enum(PRESETS),
	/** What {@link readMoment} reads: an expression such as `{{ $now.minus({ days: 1 }) }}` gives a DateTime. */
	from: z.unknown(),
	to: z.unknown(),
	timeZone: timeZoneField,
	/** Further records are left; all without it. */
	limit: positiveInteger('the limit').optional(),
	sort: z
		.array(
			z.object({
				field: z.enum(SORT_CHOICES, { error: 'Choose from the list' }),
				direction: z.enum(['asc', 'desc']).default('asc'),
			}),
		)
		.default([]),
	/** Returns what could be read where one second holds more records than an answer can. */
	returnIncomplete: yesNoField.default(false),
	lookBackMinutes: positiveInteger('the minutes').default(LOOK_BACK_MINUTES),
	/** What lasts from one run to the next, for `sinceLastRun`. */
	memory: z.custom<Record<string, unknown>>().optional(),
	/** Gets every call that is read. */
	seen: z.custom<SeenNames>().optional(),
});

/** Reads a search. Everything that is wrong with it is told by the name of its field. */
export const findInput = findFields.transform((input, context) => {
	const now = DateTime.now().setZone(input.timeZone);
	return { ...input, now, criteria: criteriaOf(input, context), range: rangeOfInput(input, now, context) };
});

/** Reads the search for one call. */
export const getInput = z.object({
	...outputFields.shape,
	callId: callIdField,
	/** The service wants a time, and a call ID says nothing of it for certain. */
	lookBackDays: positiveInteger('the days').default(365),
});

type Found = z.output<typeof findFields>;
type Issues = Pick<z.RefinementCtx, 'addIssue'>;

function criteriaOf(input: Found, context: Issues): Criteria {
	const { callId, callTypes, campaigns, extensions, queues, scope, country } = input;
	const phones = input.phones.map((phone) =>
		dialableNumber(phone, country, (message) =>
			context.addIssue({ code: 'custom', message, path: ['phones'], input: phone }),
		),
	);
	return { callId, callTypes, campaigns, extensions, phones, queues, scope };
}

const isLeftOut = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Undefined when it begins where the last run ended, which the input does not say. */
function rangeOfInput(input: Found, now: DateTime, context: Issues): Range | undefined {
	const { dateRange, timeZone } = input;
	if (dateRange === 'sinceLastRun') return undefined;
	if (dateRange !== 'custom') return presetRange(dateRange, now);
	const issue = (field: 'from' | 'to', message: string) =>
		context.addIssue({ code: 'custom', message, path: [field], input: input[field] });
	const read = (field: 'from' | 'to', edge: 'start' | 'end'): DateTime | undefined => {
		const moment = readMoment(input[field], timeZone, edge);
		if (!moment && isLeftOut(input[field])) {
			issue(field, 'This is empty. Give a date and time, such as 2026-01-31 15:00.');
		} else if (!moment) {
			issue(
				field,
				`${JSON.stringify(input[field])} is not a date and time. Right would be 2026-01-31 15:00.`,
			);
		}
		return moment;
	};
	const from = read('from', 'start');
	const to = isLeftOut(input.to) ? now : read('to', 'end');
	if (!from || !to) return undefined;
	if (from > to && isLeftOut(input.to)) {
		issue('from', 'This is later than now, and calls that have ended are all earlier. Give an earlier time.');
	} else if (from > to) {
		issue('to', 'The time range ends before it begins. Give an end that is later than its beginning.');
	}
	return rangeOf(from, to);
}
