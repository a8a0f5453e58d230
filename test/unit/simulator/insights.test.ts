import { useSimulator } from '../../useSimulator';
import { any } from './support';

const simulator = useSimulator();

const ask = async (callId: string, authorization = `Bearer ${simulator.account.bearerToken}`) => {
	const response = await fetch(`${simulator.url}/api-manager-v1/Call/History/${callId}`, {
		headers: { authorization },
	});
	return { status: response.status, json: await response.json() };
};

it("shows a call's record and what was heard", async () => {
	const { callId } = simulator.control.playClickToCall({ record: true });
	const answer = await ask(callId);
	expect(answer.status).toBe(200);
	expect(answer.json).toEqual({
		Data: {
			cdr_data: any(Object),
			ai_data: { insights: { summary: any(String) }, emotions: [], transcript: [] },
		},
	});
	expect(answer.json).toMatchObject({ Data: { cdr_data: { CallID: callId, Type: 'Click2Call leg2' } } });

	simulator.control.setInsights(callId, { insights: { summary: 'They want a refund.' } });
	expect((await ask(callId)).json).toMatchObject({
		Data: { ai_data: { insights: { summary: 'They want a refund.' } } },
	});
});

it('heard nothing where nothing was recorded', async () => {
	const { callId } = simulator.control.playIncomingCall({ outcome: 'missed' });
	expect((await ask(callId)).json).toMatchObject({ Data: { ai_data: null } });
});

it('does not know other calls', async () => {
	expect((await ask('nothing')).status).toBe(404);
});

it('wants the bearer token, not the code', async () => {
	const { callId } = simulator.control.playOutgoingCall();
	for (const wrong of [
		'',
		'Bearer wrong',
		`Bearer ${simulator.account.code}`,
		simulator.account.bearerToken,
	]) {
		expect((await ask(callId, wrong)).status).toBe(401);
	}
});

it('answers 401 when the quota is used up', async () => {
	const { callId } = simulator.control.playOutgoingCall();
	simulator.control.setInsightsQuota(1);
	expect([(await ask(callId)).status, (await ask(callId)).status]).toEqual([200, 401]);
	simulator.control.setInsightsQuota(null);
	expect((await ask(callId)).status).toBe(200);
});

it('refuses an address that is not on the allow-list', async () => {
	simulator.control.setAllowlist('nobody');
	expect((await ask('any')).status).toBe(403);
});
