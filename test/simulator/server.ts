import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { CONTROL_PREFIX } from './control/protocol';
import { handleControl } from './control/routes';
import { handleApiRequest } from './gateway/gateway';
import type { SimulatorOptions } from './options';
import { Simulator } from './simulator';

/** Starts a simulator on the loopback interface and answers when it is listening. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const sockets = new Set<Socket>();
	// 20 tags of the greatest length in the query are more than Node's 16 KiB.
	const server = createServer({ maxHeaderSize: 1024 * 1024 }, (message, response) => {
		const handle = message.url?.startsWith(CONTROL_PREFIX)
			? handleControl(simulator, message, response)
			: handleApiRequest(simulator.state, message, response);
		handle.catch((error: unknown) => {
			// A mistake of the simulator itself must be seen, not retried away.
			console.error('Simulator failed:', error);
			if (!response.headersSent) response.writeHead(599);
			response.end(error instanceof Error ? error.stack : String(error));
		});
	});
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	// Clients may keep idle connections for as long as they like; none is closed under their feet.
	server.keepAliveTimeout = 0;
	server.requestTimeout = 0;
	server.headersTimeout = 0;

	const host = options.host ?? '127.0.0.1';
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, host, () => resolve());
	});
	const { port } = server.address() as AddressInfo;

	const stop = async () => {
		const closed = new Promise<void>((resolve) => {
			server.close(() => resolve());
		});
		for (const socket of sockets) socket.destroy();
		await closed;
	};
	const simulator = new Simulator(options, stop, `http://${host}:${port}`);
	return simulator;
}
