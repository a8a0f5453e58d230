/** A command to the simulator that makes no sense; the text says what would. Over HTTP: status 400. */
export class SimulatorError extends Error {
	override name = 'SimulatorError';
}
