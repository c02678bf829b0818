import type {
	IDisplayOptions,
	INodeProperties,
	INodePropertyMode,
	NodeParameterValue,
} from 'n8n-workflow';
import { type ResourceKind, withArticle } from '../api/resourceKinds';

/** When a field is shown, and what it asks for then. */
type Variant = Pick<INodeProperties, 'displayOptions' | 'required'>;

/** A field of the form. */
export interface FormField extends INodeProperties {
	/**
	 * What n8n gets instead of the field itself, where it must ask for something else by the value of another
	 * field. At most one of them is shown at a time.
	 */
	variants?: Variant[];
}

/** The field as n8n takes it: once, or once for each of its variants. */
export function variantsOf({ variants = [{}], ...property }: FormField): INodeProperties[] {
	return variants.map((variant) => ({ ...property, ...variant }));
}

/** Another field, and a value of it. */
interface Choice {
	name: string;
	value: NodeParameterValue;
}

/**
 * Shown for this value of another field only, and for no expression.
 *
 * @param asked how n8n asks for it then
 */
export function variantFor({ name, value }: Choice, asked: Variant = {}): Variant {
	return { ...asked, displayOptions: { hide: { [name]: [{ _cnd: { not: value } }] } } };
}

/**
 * A field that must be filled in, shown for one value of another field which an expression may give. n8n
 * counts a field as shown for whatever an expression may give, so it would ask for it also where it does not
 * fit, and the workflow would not start (displayParameter, n8n-workflow 2.41). So there are two of it: one is
 * asked for and hidden for expressions, the other is shown for them alone and checked when the item runs.
 */
export function requiredFor(by: Choice, property: INodeProperties): FormField {
	const show: IDisplayOptions['show'] = { [by.name]: [by.value] };
	return {
		...property,
		required: true,
		displayOptions: { show },
		variants: [
			variantFor(by, { required: true }),
			// With an expression `show` decides alone, before `hide` is looked at.
			{ required: undefined, displayOptions: { show, hide: { [by.name]: [by.value] } } },
		],
	};
}

/** A field whose value is sent as a parameter of the API. @param apiName the name of the parameter */
export function field(apiName: string, property: INodeProperties): INodeProperties {
	return {
		...property,
		routing: { send: { type: 'query', property: apiName, propertyInDotNotation: false } },
	};
}

/** What is special to one resource locator. */
type Locator = Pick<INodeProperties, 'displayName' | 'name' | 'required' | 'description'> & {
	/** The list search that fills the list. */
	searchListMethod: string;
	/** What stands in the list while nothing is chosen. */
	listPlaceholder?: string;
	/** What else can be given where an ID is asked for. @default an ID of this kind */
	byId?: { displayName?: string; pattern: RegExp; errorMessage: string };
	/** More ways to name it, behind the ID. */
	moreModes?: INodePropertyMode[];
};

/** A way to name a resource with a text. @param pattern matches the whole text */
export function textMode(
	{
		name,
		displayName,
		placeholder,
	}: Pick<INodePropertyMode, 'name' | 'displayName' | 'placeholder'>,
	pattern: RegExp,
	errorMessage: string,
): INodePropertyMode {
	const regex = `^\\s*${pattern.source.slice(1, -1)}\\s*$`;
	return {
		...{ displayName, name, placeholder },
		type: 'string',
		validation: [{ type: 'regex', properties: { regex, errorMessage } }],
	};
}

/** A field in which a resource is chosen from a list or named by its ID. */
export function locator(kind: ResourceKind, own: Locator): INodeProperties {
	const { searchListMethod, listPlaceholder, displayName, name, required, description } = own;
	const { prefix, pattern, examples } = kind;
	const byId: NonNullable<Locator['byId']> = own.byId ?? {
		pattern,
		errorMessage: prefix
			? `The ID of ${withArticle(kind)} begins with ${prefix}`
			: `The ID of ${withArticle(kind)} looks like ${examples[0]}`,
	};
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...(required && { required }),
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: listPlaceholder ?? `Select ${withArticle(kind)}…`,
				typeOptions: { searchListMethod, searchable: true },
			},
			textMode(
				{ name: 'id', displayName: byId.displayName ?? 'By ID', placeholder: exampleOf(kind) },
				byId.pattern,
				byId.errorMessage,
			),
			...(own.moreModes ?? []),
		],
	};
}

/**
 * The regions and the account in the form, which a list depends on; n8n compares their texts, so not the
 * whole locator. What a form does not have never changes.
 */
export const PLACE = ['regionId.value', 'regionScope', 'regionIds', 'options.roleArn', 'roleArns'];

/** What is special to one field for several resources. */
type Picker = Pick<INodeProperties, 'displayName' | 'name' | 'required'> & {
	/** The method that fills the list. */
	loadOptionsMethod: string;
	/** The fields that the list depends on. @default regions and account */
	dependsOn?: string[];
	/** Stands before what n8n says of every such field. */
	about: string;
};

/**
 * A field in which several resources are chosen from a list. An expression gives an array, or a text with
 * commas.
 *
 * @param own its name must end in `Names or IDs`
 */
export function picker(own: Picker): INodeProperties {
	const { displayName, name, required, loadOptionsMethod, dependsOn = PLACE, about } = own;
	return {
		displayName,
		name,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod, loadOptionsDependsOn: dependsOn },
		...(required && { required }),
		default: [],
		description: `${about}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
	};
}

/** The placeholder of a field for one ID. */
export function exampleOf({ examples }: ResourceKind): string {
	return `e.g. ${examples[0]}`;
}
