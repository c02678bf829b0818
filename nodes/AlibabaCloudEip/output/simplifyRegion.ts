import type { IDataObject } from 'n8n-workflow';

/** One flat object for a region. */
export function simplifyRegion({ RegionId, LocalName, RegionEndpoint }: IDataObject): IDataObject {
	return { regionId: RegionId, name: LocalName, endpoint: RegionEndpoint };
}

/** One flat object for a zone. */
export function simplifyZone(
	{ ZoneId, LocalName, ZoneType }: IDataObject,
	regionId: string,
): IDataObject {
	return { zoneId: ZoneId, name: LocalName, zoneType: ZoneType, regionId };
}
