/** A refusal that is no failure: its code says that what was asked for is so already. */
interface AlreadySo {
	codes: string[];
	/** Only where this was asked for. */
	when?: Record<string, string>;
}

/**
 * By action. Only codes that leave no doubt stand here: what else speaks of a state ("the Elastic IP is
 * in a bandwidth package") may mean another one than was asked for, and the state is read.
 */
const alreadySo: Record<string, AlreadySo[]> = {
	DeletionProtection: [
		{ codes: ['DeletionProtection.AlreadyEnabled'], when: { ProtectionEnable: 'true' } },
		{ codes: ['DeletionProtection.NotExist'], when: { ProtectionEnable: 'false' } },
	],
	// The spelling of the sister actions of other products, and the one that it should have.
	OpenPublicIpAddressPoolService: [{ codes: ['ORDER.OPEND', 'ORDER.OPENED'] }],
	RemoveCommonBandwidthPackageIp: [
		{ codes: ['OperationUnsupported.IpNotInCbwp', 'IpInstanceId.NotBandwidthPackage'] },
	],
};

/** Whether the refusal of an action says that what it asks for is so already. */
export function saysAlreadySo(
	action: string,
	parameters: Record<string, string>,
	code: string | undefined,
): boolean {
	const key = code?.toLowerCase();
	return (alreadySo[action] ?? []).some(
		({ codes, when = {} }) =>
			codes.some((one) => one.toLowerCase() === key) &&
			Object.entries(when).every(([name, value]) => parameters[name] === value),
	);
}
