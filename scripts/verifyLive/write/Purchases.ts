import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { ElasticIp } from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import { type RawReply, parseReply } from '../../../nodes/AlibabaCloudEip/api/client/parseReply';
import { ApiFailure } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import type { Send } from '../../../nodes/AlibabaCloudEip/api/client/sendRequest';

/**
 * So many requests to buy may have an outcome that is unknown or good. Should ClientToken be ignored
 * and every reply be lost, no more than this is ever bought.
 */
export const MOST_PURCHASES = 5;

/**
 * Everything that was bought, whether its ID was learnt or not: each request to buy passes through
 * here, and each Elastic IP carries a mark that no other has.
 */
export class Purchases {
	/** IDs of replies. */
	readonly ids = new Set<string>();

	/** Whether anything may have been bought at all. */
	get any(): boolean {
		return this.#requests > 0;
	}

	/** Whether an Elastic IP may have been bought whose ID never came back. */
	get isUncertain(): boolean {
		return this.#lost > 0;
	}

	#requests = 0;
	#lost = 0;

	/** @param mark stands in name and description of what is bought */
	constructor(readonly mark: string) {}

	/** Whether an Elastic IP is one of ours. Nobody else's has our mark or ID. */
	isOurs(elasticIp: ElasticIp): boolean {
		if (this.ids.has(String(elasticIp.AllocationId))) return true;
		// The typing error is in old replies; see the check 'description-key'.
		const { Name, Description, Descritpion } = elasticIp;
		return [Name, Description, Descritpion].some((text) => String(text ?? '').includes(this.mark));
	}

	/** For the sessions that buy. */
	readonly around =
		(send: Send): Send =>
		async (request) => {
			if (actionOf(request) !== 'AllocateEipAddress') return await send(request);
			if (this.#requests >= MOST_PURCHASES) {
				throw new Error(`No more than ${MOST_PURCHASES} purchases are tried`);
			}
			// Counted before it is sent: what happens next may never be learnt.
			this.#requests++;
			this.#lost++;
			const reply = await send(request);
			this.#note(reply);
			return reply;
		};

	#note(reply: RawReply): void {
		try {
			const id = parseReply(reply).AllocationId;
			if (typeof id !== 'string' || id === '') return;
			this.ids.add(id);
			this.#lost--;
		} catch (error) {
			if (!(error instanceof ApiFailure) || error.details.reached !== 'refused') return;
			// Nothing was bought.
			this.#requests--;
			this.#lost--;
		}
	}
}

function actionOf({ qs }: IHttpRequestOptions): unknown {
	return (qs as IDataObject | undefined)?.Action;
}
