import type { Resource } from '../operation';
import { downloadRecording } from './downloadRecording';
import { get } from './get';
import { getAll } from './getAll';
import { getInsights } from './getInsights';
import { getUnreturned } from './getUnreturned';
import { summarize } from './summarize';
import { waitForRecord } from './waitForRecord';

/** Calls that have ended. */
export const callLog: Resource = {
	value: 'callLog',
	name: 'Call Log',
	operations: [getAll, get, waitForRecord, getUnreturned, summarize, downloadRecording, getInsights],
};
