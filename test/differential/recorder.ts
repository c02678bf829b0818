import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ACTIVE_KEY, type Account } from '../simulator';
import { parseApiRequest } from '../simulator/gateway/apiRequest';
import { readHttpRequest } from '../simulator/gateway/httpRequest';
import { verifyV1 } from '../simulator/gateway/signatureV1';
import { verifyV3 } from '../simulator/gateway/signatureV3';

/** A request as it came over the wire, decoded. */
export interface Recorded {
	action: string;
	version: string;
	method: string;
	signatureMethod: string;
	/** Business parameters; without those of the signature. */
	parameters: Record<string, string>;
	/** What the official code says about the signature, if it is wrong. */
	signatureFault?: string;
}

export interface Recorder {
	url: string;
	account: Account;
	/** Requests since the last call of `clear`. */
	requests: Recorded[];
	/** The fields of an Elastic IP that lookups find, whatever its ID. */
	elasticIp: Record<string, unknown>;
	/** An action that is refused for good, so that the node sends it once and ends. */
	refused?: string;
	/** Called with each request before it is answered; may change `elasticIp`. */
	onRequest?: (request: Recorded) => void;
	clear(): void;
	close(): Promise<void>;
}

const ACCOUNT: Account = { ...ACTIVE_KEY, accessKeyId: 'differential-id' };

/**
 * A server that writes down what it is asked, checks the signature by Alibaba Cloud's own code and
 * answers every action but the refused one with success. It has no opinion on parameters: they are to be compared.
 */
export async function startRecorder(): Promise<Recorder> {
	const recorder: Omit<Recorder, 'url' | 'close'> = {
		account: ACCOUNT,
		requests: [],
		elasticIp: {},
		clear: () => {
			recorder.requests = [];
			recorder.elasticIp = { Status: 'Available' };
			recorder.onRequest = undefined;
			recorder.refused = undefined;
		},
	};
	const server = createServer((message, response) => {
		void readHttpRequest(message).then((http) => {
			if (!http) return;
			const request = parseApiRequest(http, { plusInQuery: 'plus', path: '/' });
			const recorded: Recorded = {
				action: request.action,
				version: request.version,
				method: http.method,
				signatureMethod: request.scheme,
				parameters: Object.fromEntries(request.business),
			};
			try {
				(request.scheme === 'HMAC-SHA1' ? verifyV1 : verifyV3)(request, ACCOUNT);
			} catch (error) {
				recorded.signatureFault = String(error);
			}
			recorder.requests.push(recorded);
			recorder.onRequest?.(recorded);
			response.setHeader('content-type', 'application/json');
			if (recorded.action === recorder.refused) {
				response.statusCode = 403;
				response.end(JSON.stringify({ Code: 'Forbidden.RAM', Message: '', RequestId: 'R-1' }));
				return;
			}
			response.end(JSON.stringify(answerTo(recorded, recorder.elasticIp)));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return Object.assign(recorder, {
		url: `http://127.0.0.1:${port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	});
}

/** Enough of a reply for each action to end, with the IDs that were asked for. */
function answerTo({ action, parameters }: Recorded, elasticIp: Record<string, unknown>) {
	const reply = { RequestId: 'R-1', TotalCount: 0, PageNumber: 1, PageSize: 10 };
	if (action === 'AllocateEipAddress') {
		return { ...reply, AllocationId: 'eip-bought', EipAddress: '203.0.113.7' };
	}
	if (action === 'DescribeInstances') return { ...reply, Instances: instancesFor(parameters) };
	if (action === 'DescribeCommonBandwidthPackages') {
		const { BandwidthPackageId } = parameters;
		const list = [{ BandwidthPackageId, InternetChargeType: 'PayByBandwidth' }];
		return {
			...reply,
			TotalCount: 1,
			CommonBandwidthPackages: { CommonBandwidthPackage: list },
		};
	}
	if (action !== 'DescribeEipAddresses') return reply;
	const ids = (parameters.AllocationId ?? '').split(',').filter(Boolean);
	const list = ids.map((AllocationId) => ({
		AllocationId,
		IpAddress: '203.0.113.7',
		InstanceId: '',
		InstanceType: '',
		BusinessStatus: 'Normal',
		ChargeType: 'PostPaid',
		OperationLocks: { LockReason: [] },
		...elasticIp,
	}));
	return { ...reply, TotalCount: list.length, EipAddresses: { EipAddress: list } };
}

/** ECS instances with the IDs that were asked for, each with a public IP. */
function instancesFor({ InstanceIds = '[]' }: Record<string, string>) {
	const ids = JSON.parse(InstanceIds) as string[];
	return {
		Instance: ids.map((InstanceId) => ({
			...{ InstanceId, InstanceName: '', Status: 'Running', InstanceNetworkType: 'vpc' },
			PublicIpAddress: { IpAddress: ['203.0.113.9'] },
		})),
	};
}
