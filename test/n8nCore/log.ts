import type { Logger } from 'n8n-workflow';

/** What a node wrote to n8n's log. */
export interface Line {
	level: 'debug' | 'info' | 'warn' | 'error';
	message: string;
	metadata?: object;
}

/**
 * Lets a context write to a list in place of the process's output.
 *
 * @returns the lines, in their order
 */
export function keepLog(context: { logger: Logger }): Line[] {
	const lines: Line[] = [];
	const at = (level: Line['level']) => (message: string, metadata?: object) =>
		void lines.push({ level, message, ...(metadata && { metadata }) });
	const logger: Logger = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
	Object.defineProperty(context, 'logger', { value: logger, configurable: true });
	return lines;
}
