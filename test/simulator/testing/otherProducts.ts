import Ecs, * as ecsModels from '@alicloud/ecs20140526';
import ResourceManager, * as resourceManagerModels from '@alicloud/resourcemanager20200331';
import Sts, * as stsModels from '@alicloud/sts20150401';
import type { Sdk } from './officialClient';

/** The official SDKs of the products beside VPC; SLB has none on the registry. Loading them takes seconds. */
export const SDKS: Readonly<Record<'Ecs' | 'ResourceManager' | 'Sts', Sdk>> = {
	Ecs: { Client: Ecs, models: ecsModels },
	ResourceManager: { Client: ResourceManager, models: resourceManagerModels },
	Sts: { Client: Sts, models: stsModels },
};
