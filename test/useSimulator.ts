import { type Simulator, type SimulatorOptions, startSimulator } from './simulator';

/**
 * A simulator for the tests of a file: there before the first, gone after the last, and as new for each.
 *
 * @param options the simulator's own
 * @param keepsState the tests build on each other, or set it up themselves
 * @returns the simulator, to be used from the first test on
 */
export function useSimulator(options?: SimulatorOptions, { keepsState = false } = {}): Simulator {
	const simulator = {} as Simulator;
	beforeAll(async () => {
		Object.defineProperties(simulator, Object.getOwnPropertyDescriptors(await startSimulator(options)));
	});
	afterAll(() => simulator.stop());
	if (!keepsState)
		afterEach(async () => {
			simulator.control.reset();
			if (options?.realTime) await simulator.control.realTimeReady();
		});
	return simulator;
}
