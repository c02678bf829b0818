import { WebSocket, request } from 'undici';

/** What a process says about its memory and what it holds open. */
export interface Vitals {
	/** Bytes. */
	rss: number;
	heapUsed: number;
	external: number;
	/** Timers, sockets, files and whatever else keeps the event loop going, by kind. */
	handles: Record<string, number>;
}

const EXPRESSION = `JSON.stringify({
	...process.memoryUsage(),
	handles: process.getActiveResourcesInfo().reduce((counts, kind) => {
		counts[kind] = (counts[kind] ?? 0) + 1;
		return counts;
	}, {}),
})`;

interface Answer {
	id?: number;
	error?: { message: string };
	result?: { result?: { value?: unknown }; exceptionDetails?: unknown };
}

/** Asks a Node.js process that was started with `--inspect`, over the protocol of its debugger. */
export class Inspector {
	private nextId = 1;
	private readonly waiting = new Map<
		number,
		{ resolve: (answer: Answer) => void; reject: (error: Error) => void }
	>();

	private constructor(private readonly socket: WebSocket) {
		socket.addEventListener('message', ({ data }) => this.receive(String(data)));
		socket.addEventListener('close', () => {
			for (const { reject } of this.waiting.values()) reject(new Error('The process has ended'));
			this.waiting.clear();
		});
	}

	/** Connects to the process that listens on this port. */
	static async connect(port: number): Promise<Inspector> {
		const { body } = await request(`http://127.0.0.1:${port}/json/list`);
		const [{ webSocketDebuggerUrl }] = (await body.json()) as Array<{
			webSocketDebuggerUrl: string;
		}>;
		const socket = new WebSocket(webSocketDebuggerUrl);
		await new Promise<void>((resolve, reject) => {
			socket.addEventListener('open', () => resolve());
			socket.addEventListener('error', () => reject(new Error('The debugger did not answer')));
		});
		return new Inspector(socket);
	}

	close(): void {
		this.socket.close();
	}

	/** Frees all that nothing refers to any more, so that what is left is really held. */
	async collectGarbage(): Promise<void> {
		await this.call('HeapProfiler.collectGarbage');
	}

	async vitals(): Promise<Vitals> {
		const { result } = await this.call('Runtime.evaluate', {
			expression: EXPRESSION,
			returnByValue: true,
		});
		const value = result?.result?.value;
		if (typeof value !== 'string') throw new Error('n8n did not tell its memory');
		return JSON.parse(value) as Vitals;
	}

	private async call(method: string, params: object = {}): Promise<Answer> {
		const id = this.nextId++;
		const answer = await new Promise<Answer>((resolve, reject) => {
			this.waiting.set(id, { resolve, reject });
			this.socket.send(JSON.stringify({ id, method, params }));
		});
		if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
		return answer;
	}

	private receive(text: string): void {
		const answer = JSON.parse(text) as Answer;
		if (answer.id === undefined) return;
		this.waiting.get(answer.id)?.resolve(answer);
		this.waiting.delete(answer.id);
	}
}
