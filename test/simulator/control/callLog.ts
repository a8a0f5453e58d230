import { z } from 'zod/v4';
import { entryOfInput, type LogRecordInput, logRecordSchema } from '../callLog/input';
import type { Arrival } from '../callLog/limiter';
import type { LogRecord } from '../callLog/record';
import { type CallLogRulesOptions, callLogRulesSchema } from '../callLog/rules';
import { seedRecords, type SeedOptions, seedSchema } from '../callLog/seeded';
import { type RecordingRulesOptions, recordingRulesSchema } from '../recordings';
import { instant } from '../times';
import { type Day, type DayOptions, planDay } from '../day/plan';
import { accountOf, entriesOf } from '../day/records';
import type { World } from '../world';
import { check, checkGiven } from './check';
import type { AddCommand } from './command';

const rangeSchema = z.strictObject({ from: instant.optional(), to: instant.optional() });

/** A time, both ends included; an end that is left out is open. */
export type RangeOptions = z.input<typeof rangeSchema>;

export interface CallLogControl {
	/** A population of records, made on the fly and always the same; it takes the place of an earlier one. */
	seedCallLog: (options: SeedOptions) => void;
	/** Plays a whole day of a call centre into the log, with as many agents and queues as it needs. @returns what happened */
	playDay: (options: DayOptions) => Day;
	/** Adds records to the log alone: nothing is pushed. @returns them as the service will show them */
	addCallLogRecords: (records: readonly LogRecordInput[]) => readonly LogRecord[];
	/** What the log holds, visible or not, in time's order: to compare with what was fetched. */
	callLogRecords: (range?: RangeOptions) => readonly LogRecord[];
	/** Limits and behaviours; what is left out stays as it is. */
	setCallLogRules: (rules: CallLogRulesOptions) => void;
	/** Every request with a good code that came, and whether it was too many. */
	callLogArrivals: () => readonly Arrival[];
	/** How recordings are served; what is left out stays as it is. */
	setRecordings: (rules: RecordingRulesOptions) => void;
	/** A recording that no record links to. @returns its path */
	addRecording: (file: string) => string;
}

/** The Call Log's commands. */
export function callLogControl(world: World): CallLogControl {
	return {
		seedCallLog(options) {
			world.callLog.seed(seedRecords(world.account.get(), check(seedSchema, options)));
		},
		playDay(options) {
			const day = planDay(options);
			const account = accountOf(world.account.get(), day);
			world.account.update(() => account);
			for (const entry of entriesOf(day, account)) world.callLog.add(entry);
			const outages = day.options.outages ?? [];
			world.callLogRules.update((rules) => ({ ...rules, outages }));
			return day;
		},
		addCallLogRecords(records) {
			const entries = check(z.array(logRecordSchema), records).map((input) =>
				entryOfInput(world.account.get(), input),
			);
			for (const entry of entries) world.callLog.add(entry);
			return entries.map(({ record }) => record);
		},
		callLogRecords(range = {}) {
			const { from, to } = check(rangeSchema, range);
			return world.callLog.all(from?.getTime(), to?.getTime());
		},
		setCallLogRules(rules) {
			const given = checkGiven(callLogRulesSchema, rules);
			world.callLogRules.update((current) => ({ ...current, ...given }));
		},
		callLogArrivals: world.callLogRequests.arrivals,
		setRecordings(rules) {
			const given = checkGiven(recordingRulesSchema, rules);
			world.recordingRules.update((current) => ({ ...current, ...given }));
		},
		addRecording(file) {
			const checked = check(z.string().regex(/^[\w.-]+$/, 'a file name'), file);
			world.recordingFiles.update((files) => [...files, checked]);
			return `/CallsHistory/PlayRecord/${checked}`;
		},
	};
}

/** The Call Log's commands over HTTP. */
export function callLogCommands(add: AddCommand, control: CallLogControl): void {
	add('POST', '/call-log/seed', ({ body }) => control.seedCallLog(body as SeedOptions));
	add('GET', '/call-log/records', ({ query }) => control.callLogRecords(query));
	add('POST', '/call-log/records', ({ body }) => control.addCallLogRecords(body as LogRecordInput[]));
	add('PUT', '/call-log/rules', ({ body }) => control.setCallLogRules(body as CallLogRulesOptions));
	add('GET', '/call-log/arrivals', () => control.callLogArrivals());
	add('PUT', '/recordings/rules', ({ body }) => control.setRecordings(body as RecordingRulesOptions));
	add('PUT', '/recordings/:id', ({ id }) => ({ path: control.addRecording(id) }));
}

export const CALL_LOG_HELP = (
	url: string,
): string => `Call log and recordings: calls played here land there too
  curl ${url}/control/call-log/seed -d '{"count":100000,"from":"2026-01-01","to":"2026-01-31T23:59:59"}'
      seed; distribution: even, uneven, bursts, or a list of weights
  curl ${url}/control/call-log/records -d '[{"Date":"2026-02-01T09:00:00Z","CallerNumber":"0501234567"}]'
      any of the log's fields; queueId, campaignId, visibleAt, completedAt
  curl ${url}/control/call-log/records?from=2026-02-01
  curl -X PUT ${url}/control/call-log/rules -d '{"requestsPerWindow":30,"windowMs":60000}'
      maxRecords; cut: afterSorting, beforeSorting; arrivalDelayMs, secondLegDelayMs, completionDelayMs; json: valid, asInTheSamples
      records: complete, asInTheSample, asInTheTable, lowerCase, withoutDate
      callIdFilter: both, CallID, callID, neither; newerFilters: known, ignored; bearer: anywhere, refused
      totalHits: right, stuck, zero, absent, text; readsTimesAtOffset: hours; outages: times in which it answers 503, [{from, to}] in seconds
  curl ${url}/control/call-log/arrivals
  curl -X PUT ${url}/control/recordings/rules -d '{"bytes":1000000,"contentDisposition":true}'
      contentType; encoding: identity, gzip, deflate, br; login: none, page; storage: an address, * for the file
  curl -X PUT ${url}/control/recordings/meeting.mp3
`;
