import { type IncomingMessage, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A tool as it is offered to a model. */
export interface OfferedTool {
	name: string;
	description: string;
	parameters: { properties?: Record<string, { type?: string; description?: string }> };
}

export interface Message {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string | null;
	tool_call_id?: string;
}

/** What a model says next: a text, or the call of a tool. */
export type Turn = { say: string } | { tool: string; with: Record<string, unknown> };

interface ChatRequest {
	model: string;
	messages: Message[];
	tools?: Array<{ function: OfferedTool }>;
}

/**
 * Stands in for a language model behind OpenAI's chat API: says what it was told to say, in order, and
 * remembers what it was asked. What is tried is the way from the agent to the tools, not a model.
 */
export class ScriptedModel {
	readonly requests: ChatRequest[] = [];

	private turns: Turn[] = [];

	private constructor(private readonly server: Server) {}

	static async start(): Promise<ScriptedModel> {
		const server = createServer();
		const model = new ScriptedModel(server);
		server.on('request', (request: IncomingMessage, response) => {
			void readBody(request).then((body) => {
				model.requests.push(JSON.parse(body) as ChatRequest);
				const turn = model.turns.shift();
				response
					.writeHead(turn ? 200 : 400, { 'content-type': 'application/json' })
					.end(
						JSON.stringify(
							turn
								? completion(turn, model.requests.length)
								: { error: { message: 'The script has no more turns' } },
						),
					);
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return model;
	}

	/** The base URL for the credential of the model. */
	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
	}

	/** What it says in its next turns. Forgets what it was asked before. */
	script(...turns: Turn[]): void {
		this.turns = turns;
		this.requests.length = 0;
	}

	/** The tools that it was offered. */
	tools(): OfferedTool[] {
		return (this.requests[0]?.tools ?? []).map(({ function: tool }) => tool);
	}

	/** What the tools have answered. */
	toolResults(): string[] {
		return (this.requests.at(-1)?.messages ?? [])
			.filter(({ role }) => role === 'tool')
			.map(({ content }) => String(content));
	}

	stop(): void {
		this.server.close();
	}
}

async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

function completion(turn: Turn, number: number): object {
	const message =
		'say' in turn
			? { role: 'assistant', content: turn.say }
			: {
					role: 'assistant',
					content: null,
					tool_calls: [
						{
							id: `call_${number}`,
							type: 'function',
							function: { name: turn.tool, arguments: JSON.stringify(turn.with) },
						},
					],
				};
	return {
		id: `chatcmpl-${number}`,
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason: 'say' in turn ? 'stop' : 'tool_calls' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
