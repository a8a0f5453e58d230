import type { Logger } from 'n8n-workflow';

/** What a node wrote to n8n's log. */
export interface Line {
	level: 'debug' | 'info' | 'warn' | 'error';
	message: string;
	metadata?: object;
}

/**
 * Lets a context write to lists in place of the process's output.
 *
 * @returns the lines in their order, and their texts
 */
export function keepLog(context: { logger: Logger }): { log: Line[]; logged: string[] } {
	const log: Line[] = [];
	const logged: string[] = [];
	const at = (level: Line['level']) => (message: string, metadata?: object) => {
		log.push({ level, message, ...(metadata && { metadata }) });
		logged.push(message);
	};
	const logger: Logger = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
	Object.defineProperty(context, 'logger', { value: logger, configurable: true });
	return { log, logged };
}
