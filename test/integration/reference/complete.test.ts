/** What the node can do and the reference does not know would be tested by nobody. */
import { resources } from '../../../nodes/Voicenter/actions';
import { OPERATIONS } from './operations';

/** Operations that send the very request of another one. */
const AS_ANOTHER: Record<string, string> = {
	'agentStatus: getAll': 'activeCall: getAll',
	'callLog: get': 'callLog: getAll',
	'callLog: getUnreturned': 'callLog: getAll',
	'callLog: summarize': 'callLog: getAll',
	'callLog: waitForRecord': 'callLog: getAll',
	'callLog: downloadRecording': 'callLog: getAll',
	'queue: getAll': 'activeCall: getQueueCallers',
	'recording: unmute': 'recording: mute',
};

/** Operations that send nothing. */
const SENDS_NOTHING = ['phoneNumber: check'];

const nameOf = ({ resource, operation }: Record<string, unknown>) =>
	`${String(resource)}: ${String(operation)}`;

it('every operation of the node has a row in operations.ts, or sends what one with a row sends', () => {
	const rows = new Set(Object.values(OPERATIONS).map(nameOf));
	const all = resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ value: operation }) => nameOf({ resource, operation })),
	);
	expect(all.filter((name) => !rows.has(AS_ANOTHER[name] ?? name))).toEqual(SENDS_NOTHING);
	expect(Object.keys(AS_ANOTHER).filter((name) => !all.includes(name) || rows.has(name))).toEqual([]);
});
