import { memoryOf } from '../../../nodes/support/memory';
import { enteredByHand } from '../../../nodes/support/webhook/webhookTrigger';
import { hookContext } from '../../n8nCore/trigger';

const hook = () => hookContext({ node: { type: 'voicenterTrigger', id: 'node' }, workflowId: 'by hand' });

describe('a webhook that is entered by hand', () => {
	it('is there once what is to be checked is right, and has nothing to be made', async () => {
		const check = jest.fn(() => Promise.resolve());
		const { context } = hook();
		expect(await enteredByHand(check).checkExists.call(context)).toBe(true);
		expect(check).toHaveBeenCalledWith(context);
		expect(await enteredByHand(check).create()).toBe(true);
		const wrong = enteredByHand(() => Promise.reject(new Error('wrong')));
		await expect(wrong.checkExists.call(context)).rejects.toThrow('wrong');
	});

	it('leaves nothing of what its node remembers in the process when it goes', async () => {
		const { context } = hook();
		memoryOf(context).write('calls');
		expect(memoryOf(hook().context).value).toBe('calls');
		expect(await enteredByHand(() => Promise.resolve()).delete.call(context)).toBe(true);
		expect(memoryOf(context).loaded).toBe('calls');
		expect(memoryOf(hook().context).value).toBeUndefined();
	});
});
