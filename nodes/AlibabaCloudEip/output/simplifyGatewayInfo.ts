import type { IDataObject } from 'n8n-workflow';

/** The address of an entry. The samples of the reference spell it IP, its tables Ip. */
export const addressOf = ({ Ip, IP }: IDataObject) => Ip ?? IP;

/** One flat object for an Elastic IP on a network interface. */
export function simplifyGatewayInfo(info: IDataObject, instanceId: string): IDataObject {
	return {
		ipAddress: addressOf(info),
		gateway: info.IpGw,
		subnetMask: info.IpMask,
		instanceId,
	};
}
