import type { IDataObject } from 'n8n-workflow';
import { vpcEndpoint } from '../../../../credentials/signature/endpoint';
import type { ActionName } from '../actions';
import type { ApiFailure } from '../../errors/ApiFailure';
import { type Clock, systemClock } from './clock';
import { Deadline, type WaitLimits } from './deadline';
import { rateLimiterOf } from './rateLimiter';
import { type CallChecks, RepeatedCall, type Repetition } from './repeatedCall';
import type { Destination } from './sendRequest';

export interface SessionOptions extends Omit<Destination, 'onReply'> {
	/** Milliseconds from now on, for all calls with all their attempts and waits. */
	timeLimit: number;
	/** Tells ways to send apart, such as by proxy; requests that go different ways are not shared. */
	connection?: string;
	/** Called with each attempt that failed, before it is repeated. */
	onFailure?: (failure: ApiFailure) => void;
	signal?: AbortSignal;
	clock?: Clock;
	random?: () => number;
}

/** The way to the API of one region with one AccessKey, in a role or not, for one item or one poll. */
export interface Session extends WaitLimits {
	readonly regionId: string;
	readonly accessKeyId: string;
	/** Names the account, role, endpoint and region, for all that outlives a call. */
	readonly key: string;
	/** Tells ways to send apart. */
	readonly connection: string;
	/**
	 * Milliseconds that the clock here is behind Alibaba Cloud's, by the last reply to this session; negative
	 * when it is ahead, undefined when no reply has told.
	 */
	clockLag(): number | undefined;
	/** Whether Alibaba Cloud has refused any call in this region as one too many since the process began. */
	wasThrottled(): boolean;
	/**
	 * Calls an API action and repeats it where that is safe. What is so already is a success: where the
	 * refusal says it, and where its state shows it after a lost reply or, with `acceptsAlreadySo`, after
	 * any refusal that may be about the state. A dry run has no such success.
	 *
	 * @returns the body of the reply; `{}` when it is so without a reply that says it
	 * @throws ApiFailure when it did not succeed before the deadline; CancelledError
	 */
	call(
		action: ActionName,
		parameters: Record<string, string>,
		checks?: CallChecks,
	): Promise<IDataObject>;
	/**
	 * The same way with a time limit of its own, not ended when this item is cancelled: for what
	 * several items read together.
	 *
	 * @param signal ends it when nobody is interested any more
	 * @param onFailure called with each attempt that failed, before it is repeated
	 */
	independent(
		timeLimit: number,
		signal?: AbortSignal,
		onFailure?: (failure: ApiFailure) => void,
	): Session;
	/**
	 * The same way to another region, with a time limit of its own.
	 *
	 * @throws Error when the region is not valid
	 */
	inRegion(regionId: string, timeLimit: number, signal?: AbortSignal): Session;
}

/** @throws Error when the region or the custom endpoint is not valid. */
export function createSession(options: SessionOptions): Session {
	const { accessKey, role, regionId, send, timeLimit, signal, onFailure } = options;
	const { clock = systemClock, random = Math.random } = options;
	const as = role ? ` as ${role.key}` : '';
	const key = `${accessKey.accessKeyId}${as}@${vpcEndpoint(accessKey, regionId)}/${regionId}`;
	const limits: WaitLimits = { clock, deadline: new Deadline(clock, timeLimit), signal };
	let lag: number | undefined;
	const onReply = ({ date }: Record<string, unknown>) => {
		const time = Date.parse(String(date));
		if (!Number.isNaN(time)) lag = time - clock.now();
	};
	const way: Repetition = {
		...{ accessKey, role, regionId, send, onReply },
		...{ key, limits, onFailure, random },
	};
	return {
		regionId,
		accessKeyId: accessKey.accessKeyId,
		key,
		connection: options.connection ?? '',
		...limits,
		clockLag: () => lag,
		wasThrottled: () => rateLimiterOf(clock).wasThrottled(key),
		call: async (action, parameters, checks = {}) =>
			await new RepeatedCall(way, action, parameters, checks).run(),
		independent: (ownLimit, ownSignal, onOwnFailure) =>
			createSession({
				...options,
				timeLimit: ownLimit,
				signal: ownSignal,
				onFailure: onOwnFailure,
			}),
		inRegion: (other, ownLimit, ownSignal) =>
			createSession({ ...options, regionId: other, timeLimit: ownLimit, signal: ownSignal }),
	};
}
