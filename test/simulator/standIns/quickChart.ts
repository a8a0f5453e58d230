import { z } from 'zod/v4';
import { bytesServer } from './bytesServer';
import type { PlayHost } from './network';

const chartSchema = z.object({
	type: z.string(),
	data: z.object({
		labels: z.array(z.string()),
		datasets: z.array(z.object({ label: z.string(), data: z.array(z.number()) })),
	}),
});

/** A chart as it was asked for. */
export type Chart = z.output<typeof chartSchema>;

/** quickchart.io: draws nothing, but answers with a picture. */
export interface QuickChart {
	readonly play: PlayHost;
	readonly charts: readonly Chart[];
}

/** The picture, a white dot: what a PNG is told by, and what is in it. */
export const PICTURE = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==',
	'base64',
);

/** Nothing was asked for yet. */
export function createQuickChart(): QuickChart {
	const charts: Chart[] = [];
	return {
		charts,
		play: (tls) => {
			const server = bytesServer(tls);
			server.get<{ Querystring: { chart?: string } }>('/chart', ({ query }, reply) => {
				const { data } = chartSchema.safeParse(JSON.parse(query.chart ?? 'null'));
				if (!data) return reply.status(400).send();
				charts.push(data);
				return reply.type('image/png').send(PICTURE);
			});
			return server;
		},
	};
}
