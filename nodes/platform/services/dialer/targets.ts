/** One target of a campaign added, changed or removed (voicenter-api.md §7). */
import { z } from 'zod/v4';

import type { Connection } from '../../request/account';
import type { ErrorTable } from '../../request/refusals';
import { dialerMethod, noData } from './method';
import { describeTarget, readTarget, type Target, type TargetInput, toWire } from './target';

/** Errors of every method that names a target. */
export const targetErrors: ErrorTable = {
	2: { meaning: 'Target missing', hint: 'Give the phone number to call.' },
	[-2]: {
		meaning: 'Number is invalid',
		hint: 'Voicenter does not dial this number. Check it, and give numbers outside Israel with their country code.',
	},
};

/** What adding again would do. */
export const ADDED_TWICE = 'add numbers again that were added already, and call them twice';

const target = z.custom<Target>();
const shared = { input: target, body: toWire, data: noData, errors: targetErrors };

// Never repeated by itself: a target added twice is a person called twice.
const sendAdd = dialerMethod({
	...shared,
	name: 'Add target',
	method: 'AddCall',
	repeatable: ADDED_TWICE,
	result: (_, added) => describeTarget(added, 'added'),
});

// Not repeated by itself: it adds the target where there is none, and the first one may have been called by then.
const sendUpdate = dialerMethod({
	...shared,
	name: 'Update target',
	method: 'UpdateCall',
	repeatable: 'add numbers again that were called meanwhile',
	result: (_, changed) => ({
		...describeTarget(changed, 'updatedOrAdded'),
		note: 'Voicenter does not say whether the target was there: if it was not, it has been added.',
	}),
});

// Documented as OK whether the number is there or not, so a second request does no harm.
const sendRemove = dialerMethod({
	...shared,
	name: 'Remove target',
	method: 'RemoveCall',
	repeatable: true,
	result: (_, removed) => ({
		...describeTarget(removed, 'removedIfPresent'),
		note: 'Voicenter also says OK for a number that was not in the campaign.',
	}),
});

/** Adds a number to a campaign: it will be called. */
export const addTarget = async (connection: Connection, input: TargetInput) =>
	sendAdd(connection, readTarget(input));

/** Changes what is known of a number in a campaign; adds it when it is not there. */
export const updateTarget = async (connection: Connection, input: TargetInput) =>
	sendUpdate(connection, readTarget(input));

/** Removes every occurrence of a number from a campaign. */
export const removeTarget = async (
	connection: Connection,
	input: Pick<TargetInput, 'campaign' | 'phone' | 'country'>,
) => sendRemove(connection, readTarget(input));
