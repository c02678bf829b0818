/** One API request as the gateway saw it. */
export interface RecordedRequest {
	/** When it came, in ms of the simulator's clock. */
	time: number;
	/** Empty when the request was refused before this was known. */
	action: string;
	version: string;
	/** The product that the action belongs to, `Vpc` for instance; empty when it is none. */
	product: string;
	region: string;
	accessKeyId: string;
	method: string;
	/** Path and query as sent. */
	url: string;
	/** `HMAC-SHA1` or `ACS3-HMAC-SHA256`. */
	signatureMethod: string;
	/** Business parameters, decoded; without those of the signature. */
	parameters: Record<string, string>;
	/** Flat names the action knows nothing of (the API ignores them). */
	unknownParameters: string[];
	headers: Record<string, string>;
	/** The body as sent. */
	body: string;
	/** What the API did: `ok`, an error code, or `notServed` when a fault came first. */
	outcome: string;
	/** Kind of the fault that was injected. */
	fault?: string;
	requestId: string;
	/** The reply as sent (before `truncate` cut it); only with the option `keepReplies`. */
	reply?: string;
}

/** Chooses requests to be counted. */
export type RequestFilter = Partial<Pick<RecordedRequest, 'accessKeyId' | 'region' | 'action'>>;

interface Edge {
	readonly request: RecordedRequest;
	readonly step: 1 | -1;
}

/** Keeps what came in, and when each request began and ended. */
export class RequestLog {
	readonly requests: RecordedRequest[] = [];
	#edges: Edge[] = [];

	constructor(
		readonly keep: number,
		readonly keepReplies: boolean,
	) {}

	/** Notes that serving a request begins. */
	begin(time: number, method: string, url: string): RecordedRequest {
		const request: RecordedRequest = {
			time,
			action: '',
			version: '',
			product: '',
			region: '',
			accessKeyId: '',
			method,
			url,
			signatureMethod: '',
			parameters: {},
			unknownParameters: [],
			headers: {},
			body: '',
			outcome: 'notServed',
			requestId: '',
		};
		this.requests.push(request);
		this.#edges.push({ request, step: 1 });
		if (this.requests.length > this.keep * 1.1) {
			const dropped = new Set(this.requests.splice(0, this.requests.length - this.keep));
			this.#edges = this.#edges.filter((edge) => !dropped.has(edge.request));
		}
		return request;
	}

	/** Notes that a request was answered or its connection cut. */
	end(request: RecordedRequest): void {
		this.#edges.push({ request, step: -1 });
	}

	/**
	 * The most requests served at one moment. Without a filter: the greatest number for any one
	 * access key and region, which is how the limits of the API count.
	 */
	maxInFlight(filter?: RequestFilter): number {
		const running = new Map<string, number>();
		let most = 0;
		for (const { request, step } of this.#edges) {
			if (
				filter &&
				!Object.entries(filter).every(
					([field, value]) => request[field as keyof RequestFilter] === value,
				)
			)
				continue;
			const key = filter ? '' : `${request.accessKeyId}/${request.region}`;
			const count = (running.get(key) ?? 0) + step;
			running.set(key, count);
			most = Math.max(most, count);
		}
		return most;
	}
}
