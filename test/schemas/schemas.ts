/** The output schemas that the package ships (`__schema__`), made from what its nodes put out. */
import { posix } from 'node:path';

import { resources } from '../../nodes/Voicenter/actions';
import { startSimulator } from '../simulator';
import { CALL_RECORD_FIELDS } from './callRecordFields';
import { schemaOf } from './infer';
import { cdrOutputs, outputsOf, realTimeOutputs } from './outputs';

/** Where n8n looks: a folder beside the node's file. */
export const SCHEMA_FOLDERS = [
	'nodes/Voicenter/__schema__',
	'nodes/VoicenterCdrTrigger/__schema__',
	'nodes/VoicenterRealTimeTrigger/__schema__',
] as const;

/** n8n writes a node's version in full. */
const VERSION = 'v1.0.0';
const WEBHOOK_VERSION = 'v2.0.0';

/**
 * Runs everything, and describes what came out.
 *
 * @returns each file's path from the project's root, and its content
 */
export async function makeSchemas(): Promise<Map<string, string>> {
	const [actions, cdr, realTime] = SCHEMA_FOLDERS;
	const simulator = await startSimulator();
	try {
		const files = new Map<string, string>();
		for (const { value: resource, operations } of resources) {
			for (const operation of operations) {
				const file = `${VERSION}/${resource}/${operation.value}.json`;
				files.set(posix.join(actions, file), describe(await outputsOf(simulator, resource, operation)));
			}
		}
		files.set(posix.join(realTime, `${VERSION}.json`), describe(realTimeOutputs()));
		return files.set(posix.join(cdr, `${WEBHOOK_VERSION}.json`), describe(await cdrOutputs(simulator)));
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
