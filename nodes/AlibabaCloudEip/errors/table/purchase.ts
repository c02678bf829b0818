import { type ErrorTableEntry, lasting, passing } from '../ErrorTableEntry';

const BALANCE = lasting(
	'payment',
	'The balance of the account is not sufficient',
	'Top up the account, then try again.',
);
const PARTNER_BALANCE = lasting(
	'payment',
	'The balance of the account is not sufficient',
	'Top up the account. If a channel partner pays for it, ask the partner to raise the balance.',
);
/** Also with a status of 500. */
const refusedOrder = (what: string): ErrorTableEntry => ({
	...lasting(
		'payment',
		`The order${what} was refused`,
		'Check the order and unpaid bills in the Expenses and Costs console, then try again.',
	),
	isRefusal: true,
});
const NOT_FOR_SALE = lasting(
	'not for sale',
	'The product is not for sale to this account',
	"Choose another 'Region', 'Line Type' or 'Billing Method'.",
);
const EIP_QUOTA = lasting(
	'quota',
	'The quota of Elastic IPs is used up',
	'Release idle Elastic IPs, or raise the quota in the Quota Center of the console.',
);
const FREQUENT = lasting(
	'quota',
	'Too many Elastic IPs were bought in a short time',
	'Try again in about an hour, when Alibaba Cloud lifts the block.',
);
const NO_ADDRESS = lasting(
	'stock',
	'There is no address of this kind in stock',
	"Choose another 'Line Type' or 'Region', or try again later.",
);
const SETTINGS = lasting(
	'form',
	'The combination of settings is not valid',
	"Check 'Billing Method', 'Metering Method', 'Peak Bandwidth' and, for a subscription, its duration.",
);

/** Alibaba Cloud could not find out what it needs for an order; the order was not made. */
const orderNotReady = (what: string) =>
	passing(
		'notReady',
		`Alibaba Cloud could not look up ${what} for the order`,
		"Try again later. If it happens repeatedly, choose another 'Region' or other settings, or open a ticket with the RequestId.",
		'wait',
	);

/** Money, quotas, stock and what is for sale. */
export const purchaseCodes: Record<string, ErrorTableEntry> = {
	InsufficientBalance: BALANCE,
	'InsufficientBalance.Eip': BALANCE,
	'PAY.INSUFFICIENT_BALANCE': BALANCE,
	'PAYFOR.CREDIT_PAY_INSUFFICIENT_BALANCE': PARTNER_BALANCE,
	CreditPayInsufficientBalance: PARTNER_BALANCE,
	'OperationFailed.CreditPayInsufficientBalance': PARTNER_BALANCE,
	AccountMoneyValidateError: BALANCE,
	'OperationFailed.AccountMoneyInvalid': lasting(
		'payment',
		'The balance of the account does not allow a purchase',
		'Check the balance and unpaid bills in the Expenses and Costs console.',
	),
	'SYSTEM.SALE_VALIDATE_UNEXPECTED_ERROR': lasting(
		'payment',
		'The account has unpaid bills',
		'Pay them in the Expenses and Costs console, then try again.',
	),
	'PAY.MAYI_WITHHOLDING_AGREEMENT_ILLEGAL': lasting(
		'payment',
		'The payment agreement of the account is not valid',
		'Renew the automatic payment, such as Alipay, in the Expenses and Costs console.',
	),
	'OrderError.EIP': refusedOrder(' for the Elastic IP'),
	'OrderError.BandwidthPackage': refusedOrder(' for the Internet Shared Bandwidth instance'),
	OrderFailed: refusedOrder(''),
	'OperationFailed.CreateOrderFailed': refusedOrder(''),
	'OperationFailed.SyncOrderToSub': passing(
		'server',
		'Alibaba Cloud could not pass the order on internally',
		'Check the orders in the Expenses and Costs console before you try again.',
	),
	'OperationFailed.QueryPrice': orderNotReady('the price'),
	'OperationFailed.SaleExpression': orderNotReady('the terms of sale'),
	'OperationFailed.QueryUserLabel': orderNotReady('the account'),
	'OperationFailed.QueryCommodityInfo': passing(
		'notReady',
		'Alibaba Cloud could not look up the product',
		'Try again later. If it happens repeatedly, open a ticket with the RequestId.',
		'wait',
	),

	'QuotaExceeded.Eip': EIP_QUOTA,
	'OperationFailed.EipQuotaExceed': EIP_QUOTA,
	'QuotaExceeded.LargeSpecEip': lasting(
		'quota',
		'The quota of Elastic IPs with a large bandwidth is used up',
		"Choose a smaller 'Peak Bandwidth', or raise the quota in the Quota Center of the console.",
	),
	'OperationFailed.QuotaExceed': lasting(
		'quota',
		'The quota of bandwidth is used up',
		"Choose a smaller 'Peak Bandwidth', or raise the quota in the Quota Center of the console.",
	),
	'OperationFailed.QuotaNotEnough': lasting(
		'quota',
		'The quota of the account is not sufficient',
		'Ask the channel partner that the account belongs to for a higher quota.',
	),
	'ORDER.QUANTITY_INVALID': lasting(
		'quota',
		'The account may not buy more of this',
		'Release what is not needed, or raise the quota in the Quota Center of the console.',
	),
	'FrequentPurchase.EIP': FREQUENT,
	'OperationFailed.FrequentPurchase': FREQUENT,

	'OperationFailed.NormalInventoryNotEnough': NO_ADDRESS,
	'OperationFailed.InsufficientEIP': NO_ADDRESS,
	'OperationFailed.ResourceNotEnough': NO_ADDRESS,
	'OperationFailed.AllocateEipSegment': lasting(
		'stock',
		'There is no Elastic IP group of this size in stock',
		"Choose another 'Group Size' or 'Region', or try again later.",
	),
	ReserveIpFail: lasting(
		'stock',
		'The address could not be reserved',
		"Try again later. A specific address may be in use: leave 'IP Address' and 'Former Elastic IP ID' empty to get any address.",
	),
	'IncorrectStatus.Ip': lasting(
		'stock',
		'The requested address is not free',
		"Leave 'IP Address' and 'Former Elastic IP ID' empty to get any address, or choose another one.",
	),
	'ResourceNotFound.Ip': lasting(
		'stock',
		'The requested address does not exist',
		"Check 'Region' and 'IP Address' or 'Former Elastic IP ID', or leave both empty to get any address.",
	),
	'OperationFailed.AllocateUnfamiliarIp': lasting(
		'stock',
		'The requested address was not used by this account in the last seven days',
		"Only such an address can be requested. Leave 'IP Address' and 'Former Elastic IP ID' empty to get any address.",
	),
	'ResourceNotEnough.PublicIpAddressPool': lasting(
		'stock',
		'The IP address pool has no free address',
		"Choose another 'IP Address Pool', or add a CIDR block to it.",
	),
	'ResourceNotEnough.Bandwidth': lasting(
		'stock',
		'There is not enough bandwidth in stock',
		'Choose a smaller bandwidth or another region, or try again later.',
	),
	'ResourceNotEnough.CommonBandWidthPackage': lasting(
		'stock',
		'There is no Internet Shared Bandwidth instance of this kind in stock',
		"Choose another 'Line Type' or 'Region', or try again later.",
	),

	'COMMODITY.INVALID_COMPONENT': lasting(
		'not for sale',
		'This combination of billing settings is not for sale to this account',
		"Accounts of the international site can buy pay-as-you-go Elastic IPs only with 'Metering Method' set to By Traffic.",
	),
	COMMODITY_NO_EXIST: NOT_FOR_SALE,
	FUWU_BIZ_COMMODITY_VERIFY_FAIL: NOT_FOR_SALE,
	INSTANCE_TYPE_NOT_SUPPORT: lasting(
		'not for sale',
		'This kind of Elastic IP is not for sale here',
		"Choose another 'Region', 'Line Type' or 'Billing Method'.",
	),
	'InvalidRegion.NotSupport': lasting(
		'not for sale',
		'The region does not support this',
		"Choose another 'Region' or other settings: not every line type and billing method exists everywhere.",
	),
	'OperationDenied.NotOpenDdosOriginProtectService': lasting(
		'not for sale',
		'The account has not enabled Anti-DDoS Origin',
		"Enable the service in the console, or leave 'Security Protection' empty.",
	),
	'Forbidden.AllocateEipSegmentAddress': lasting(
		'not for sale',
		'This account may not buy Elastic IP groups',
		'They are opened for an account on request: open a ticket or ask your account manager.',
	),
	'InstanceExist.EipSegment': {
		...lasting(
			'not possible',
			'The Elastic IP group already exists',
			'It may have been bought before. Get the groups of the region to see it.',
		),
		isOfEarlier: true,
	},

	'QueryParameter.Illegal': SETTINGS,
	'IllegalParam.OrderParamComponent': SETTINGS,
	'InvalidComponent.EipBandwidthMax': lasting(
		'form',
		'The bandwidth is not for sale with these settings',
		"Change 'Peak Bandwidth', or 'Metering Method' and 'Line Type', which limit it.",
	),
	'TokenVerfiy.Failed': lasting(
		'form',
		'The client token was not accepted',
		"Leave 'Client Token' empty, or use a new one for each purchase.",
	),
	IdempotentParameterMismatch: {
		...lasting(
			'form',
			'The client token was used before with other settings',
			"What was bought with it before stays and costs money. Leave 'Client Token' empty, or use a new one for each purchase.",
		),
		isOfEarlier: true,
	},
	'Mismatch.IpAndPublicIpAddressPool': lasting(
		'form',
		'The requested address is not in the IP address pool',
		"Leave 'IP Address' or 'IP Address Pool' empty, or choose those that belong together.",
	),
	'ExclusiveParam.ZoneAndPublicIpAddressPoolId': lasting(
		'form',
		'A zone and an IP address pool were given together',
		"Fill in either 'Zone' or 'IP Address Pool'.",
	),
	'UnsupportedFeature.AllocateEipAddressWithZone': lasting(
		'not for sale',
		'Elastic IPs of a zone are not for sale here',
		"Leave 'Zone' empty, or choose another 'Region'.",
	),
	'OperationFailed.ChargeTypeInvalid': lasting(
		'form',
		'This network type does not support billing by traffic',
		"Set 'Metering Method' to By Bandwidth.",
	),
};
