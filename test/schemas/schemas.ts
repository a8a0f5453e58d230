/** The output schemas that the package ships (`__schema__`), made from what its nodes put out. */
import { posix } from 'node:path';

import { resources } from '../../nodes/Voicenter/actions';
import { type Simulator, startSimulator } from '../simulator';
import { CALL_RECORD_FIELDS } from './callRecordFields';
import { schemaOf } from './infer';
import { outputsOf } from './outputs';
import {
	callLogOutputs,
	cdrOutputs,
	externalLayerOutputs,
	officeHoursOutputs,
	realTimeOutputs,
	screenPopOutputs,
	voiceBotOutputs,
} from './triggerOutputs';

const ACTIONS = 'nodes/Voicenter/__schema__';

/**
 * Of the nodes without operations, each one's folder, its version as n8n writes it, in full, and what comes out of it. n8n
 * 2.41 serves these, also to programs that write workflows; its editor shows only those of nodes that are no triggers.
 */
const NODES: readonly {
	folder: string;
	version: string;
	outputs: (simulator: Simulator) => Promise<object[]> | object[];
}[] = [
	{ folder: 'nodes/VoicenterCallLogTrigger/__schema__', version: 'v1.0.0', outputs: callLogOutputs },
	{ folder: 'nodes/VoicenterTrigger/__schema__', version: 'v2.0.0', outputs: cdrOutputs },
	{
		folder: 'nodes/VoicenterExternalLayerTrigger/__schema__',
		version: 'v2.0.0',
		outputs: externalLayerOutputs,
	},
	{ folder: 'nodes/VoicenterOfficeHours/__schema__', version: 'v1.0.0', outputs: officeHoursOutputs },
	{ folder: 'nodes/VoicenterRealTimeTrigger/__schema__', version: 'v1.0.0', outputs: realTimeOutputs },
	{ folder: 'nodes/VoicenterScreenPopTrigger/__schema__', version: 'v2.0.0', outputs: screenPopOutputs },
	{ folder: 'nodes/VoicenterVoiceBotTrigger/__schema__', version: 'v2.0.0', outputs: voiceBotOutputs },
];

/** Where n8n looks: a folder beside the node's file. */
export const SCHEMA_FOLDERS: readonly string[] = [ACTIONS, ...NODES.map(({ folder }) => folder)];

/** n8n writes a node's version in full. */
const VERSION = 'v1.0.0';

/**
 * Runs everything, and describes what came out.
 *
 * @returns each file's path from the project's root, and its content
 */
export async function makeSchemas(): Promise<Map<string, string>> {
	const simulator = await startSimulator();
	try {
		const files = new Map<string, string>();
		for (const { value: resource, operations } of resources) {
			for (const operation of operations) {
				const file = posix.join(ACTIONS, VERSION, resource, `${operation.value}.json`);
				files.set(file, describe(await outputsOf(simulator, resource, operation)));
			}
		}
		for (const { folder, version, outputs } of NODES) {
			files.set(posix.join(folder, `${version}.json`), describe(await outputs(simulator)));
		}
		return files;
	} finally {
		await simulator.stop();
	}
}

/** As n8n's own files are; `version` is that of the file. */
function describe(outputs: readonly object[]): string {
	const areCallRecords = outputs.every((output) => 'isAbandoned' in output);
	const schema = schemaOf(outputs, areCallRecords ? Object.keys(CALL_RECORD_FIELDS) : []);
	return `${JSON.stringify({ ...schema, version: 1 }, null, '\t')}\n`;
}
