import { ask } from '../../../nodes/support/webhook/asking';
import { forLog } from '../../../nodes/support/forLog';
import { externalLayer } from '../../../nodes/VoicenterExternalLayerTrigger/externalLayer';
import { askingCall } from './askingCall';

const LONG = 'x'.repeat(100_000);

test('what came from outside stays in its line', () => {
	expect(forLog('one\r\n2026-03-01 | error\u2028\u202etwo\u0000')).toBe('one??2026-03-01 | error??two?');
	expect(forLog('שלום 202012021122010135330b4f77')).toBe('שלום 202012021122010135330b4f77');
	expect(forLog(LONG)).toBe(`${'x'.repeat(200)}…`);
});

describe('the log of a trigger', () => {
	it('names a call in one short line, whatever somebody calls it', async () => {
		const IVR_UNIQUE_ID = `one\n2026-03-01 | error | Somebody logged in ${LONG}`;
		const body = { METHOD: 'IVR_LAYER_INPUT', DATA: { IVR_UNIQUE_ID } };
		const { context, response, logged } = askingCall(externalLayer, { body });
		await ask(context, externalLayer);
		response.end('');
		expect(logged).toEqual([expect.stringMatching(/\(call one\?2026-03-01 \| error[^\n]{1,250}$/)]);
	});

	it('does not repeat at length what somebody sends as a fault', async () => {
		const body = `<methodCall><fault><value>${LONG}</value></fault></methodCall>`;
		const { context, logged } = askingCall(externalLayer, { body });
		await ask(context, externalLayer);
		expect(logged).toEqual([expect.stringMatching(/could not be read\. XML-RPC fault: .{1,250}$/)]);
	});
});
