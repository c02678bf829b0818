import { createServer } from 'node:net';

const HOST = '127.0.0.1';

/** Listens for a moment on a port (0: any free one) and tells which one it was. */
function tryPort(port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, HOST, () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
		});
	});
}

/** A port of this machine that nobody uses. */
export function freePort(): Promise<number> {
	return tryPort(0);
}

/** @throws Error that says in words that the port is in use and how to choose another */
export async function requireFreePort(
	port: number,
	purpose: string,
	option: string,
): Promise<void> {
	try {
		await tryPort(port);
	} catch {
		throw new Error(
			`Port ${port}, wanted for ${purpose}, can't be used: something else listens there. ` +
				`Stop that, or choose another port with ${option}.`,
		);
	}
}
