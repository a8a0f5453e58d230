/** Keeps what a test starts until it ends: what this returns takes the start of something, and gives what has started. */
export function useServers() {
	const servers: { stop(): Promise<void> }[] = [];
	afterEach(async () => {
		await Promise.all(servers.splice(0).map((server) => server.stop()));
	});
	return async <Server extends { stop(): Promise<void> }>(starting: Promise<Server>): Promise<Server> => {
		const server = await starting;
		servers.push(server);
		return server;
	};
}
