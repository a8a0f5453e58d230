/** What the nodes put out, without n8n: through their own code, against the simulator. */
import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../nodes/Voicenter/actions/operation';
import { route } from '../../nodes/Voicenter/router';
import type { Simulator } from '../simulator';
import { executeFunctions } from '../n8nCore/action';
import { type Scene, scenesOf } from './scenes';

/** Everything that an operation puts out in its scenes. */
export async function outputsOf(
	simulator: Simulator,
	resource: string,
	operation: Operation,
): Promise<IDataObject[]> {
	const name = `${resource}: ${operation.value}`;
	const outputs: IDataObject[] = [];
	for (const scene of scenesOf(name)) {
		simulator.control.reset();
		try {
			outputs.push(...(await play(simulator, resource, operation, scene)));
		} catch (error) {
			throw new Error(`${name}: its scene in test/schemas failed`, { cause: error });
		}
	}
	if (outputs.length === 0)
		throw new Error(`${name}: test/schemas has no scene for it, or one without output`);
	return asJson(outputs);
}

async function play(
	simulator: Simulator,
	resource: string,
	{ value, fields }: Operation,
	scene: Scene,
): Promise<IDataObject[]> {
	const { parameters, items } = await scene(simulator);
	const context = executeFunctions({
		parameters: {
			...Object.fromEntries(fields.map((field) => [field.name, field.default])),
			...parameters,
			resource,
			operation: value,
		},
		...(items && { items: items as IDataObject[] }),
		credential: {
			code: simulator.account.code,
			baseUrl: simulator.url,
			apiToken: simulator.account.bearerToken,
		},
	});
	context.helpers.prepareBinaryData = (_content, fileName = '', mimeType = '') =>
		Promise.resolve({ data: '', fileName, mimeType });
	const [output = []] = await route.call(context);
	return output.map(({ json }) => json);
}

/** As the next node gets it: a field that is undefined is not there. */
export function asJson(outputs: object[]): IDataObject[] {
	return JSON.parse(JSON.stringify(outputs)) as IDataObject[];
}
