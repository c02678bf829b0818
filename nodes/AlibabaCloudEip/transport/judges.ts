import type { Judge, Verdict } from './statusPoller';

/** So many looks may still show the old state: what is read can lag behind what was done. */
const STALE_LOOKS = 5;

const gone = (allocationId: string): Verdict => ({
	unexpected: `The Elastic IP '${allocationId}' disappeared while it was being changed`,
	advice: 'It was released by someone else. Look at the history in ActionTrail.',
});

/** Adds the lock reason where there is one: a locked Elastic IP is the usual cause of a fall-back. */
function fellBack(allocationId: string, state: string, elasticIp: object): Verdict {
	const isLocked = 'BusinessStatus' in elasticIp && elasticIp.BusinessStatus === 'OperationLock';
	return {
		unexpected: `The Elastic IP '${allocationId}' fell back to ${state}`,
		advice: isLocked
			? 'It is locked, for an overdue payment or for security. Settle that first.'
			: 'Alibaba Cloud accepted the change but did not make it. Check the state of the instance and try again.',
	};
}

/** Waits for the binding: InUse with the instance. Ends otherwise: Available again, bound elsewhere, gone. */
export function untilBound(allocationId: string, instanceId: string): Judge {
	let wasAssociating = false;
	let looks = 0;
	return (elasticIp) => {
		looks++;
		if (!elasticIp) return looks > STALE_LOOKS ? gone(allocationId) : undefined;
		const status = String(elasticIp.Status);
		wasAssociating ||= status === 'Associating';
		if (status === 'InUse') {
			const boundTo = String(elasticIp.InstanceId ?? '');
			if (boundTo === instanceId) return 'done';
			return {
				unexpected: `The Elastic IP '${allocationId}' was bound to '${boundTo}' instead of '${instanceId}'`,
				advice: 'Another workflow or person bound it in the meantime.',
			};
		}
		const isBack = status === 'Available' && (wasAssociating || looks > STALE_LOOKS);
		return isBack ? fellBack(allocationId, 'Available', elasticIp) : undefined;
	};
}

/** Waits for Available. Ends otherwise: in use again, gone. */
export function untilUnbound(allocationId: string): Judge {
	let wasUnassociating = false;
	let looks = 0;
	return (elasticIp) => {
		looks++;
		if (!elasticIp) return gone(allocationId);
		const status = String(elasticIp.Status);
		wasUnassociating ||= status === 'Unassociating';
		if (status === 'Available') return 'done';
		const isBack = status === 'InUse' && (wasUnassociating || looks > STALE_LOOKS);
		return isBack ? fellBack(allocationId, 'In Use', elasticIp) : undefined;
	};
}

/** Waits out what is under way: InUse or Available, whichever comes. Ends otherwise: gone, Releasing. */
export function untilSettled(allocationId: string): Judge {
	let looks = 0;
	return (elasticIp) => {
		looks++;
		if (!elasticIp) return looks > STALE_LOOKS ? gone(allocationId) : undefined;
		const status = String(elasticIp.Status);
		if (status === 'Releasing') return gone(allocationId);
		return status === 'InUse' || status === 'Available' ? 'done' : undefined;
	};
}

/** Waits until the Elastic IP is gone. Ends otherwise: Available again after it was Releasing. */
export function untilReleased(allocationId: string): Judge {
	let wasReleasing = false;
	let looks = 0;
	return (elasticIp) => {
		looks++;
		if (!elasticIp) return 'done';
		const status = String(elasticIp.Status);
		wasReleasing ||= status === 'Releasing';
		const isBack = status === 'Available' && (wasReleasing || looks > STALE_LOOKS);
		return isBack ? fellBack(allocationId, 'Available', elasticIp) : undefined;
	};
}
