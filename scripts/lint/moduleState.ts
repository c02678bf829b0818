import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { REPOSITORY } from '../../test/support/repository';

/** Kinds of objects that hold state; as `ReadonlyMap` and `ReadonlySet` they are constants. */
const CONTAINERS = new Set(['Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef']);

/** Methods that change an object. */
const CHANGING =
	/^(set|add|delete|clear|push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin)$/;

/** Functions of `Object` and `Reflect` that change their first argument. */
const CHANGING_FIRST = /^(Object|Reflect)\.(assign|define|set|delete)/;

/**
 * What is mutable at module level in shipped code, as `file name`: variables, containers, instances of
 * classes, what closures keep, static members, and constants that are written to somewhere.
 *
 * @param files more source files, by absolute path
 */
export function findModuleState(files: Record<string, string> = {}): string[] {
	const program = createProgram(files);
	const checker = program.getTypeChecker();
	const sources = program
		.getSourceFiles()
		.filter(({ fileName }) => /^(nodes|credentials)\//.test(relative(REPOSITORY, fileName)));
	const found = new Set<string>();
	const note = (declaration: ts.Node, name: string) => {
		const file = relative(REPOSITORY, declaration.getSourceFile().fileName);
		found.add(`${file} ${name}`);
	};
	const constants = new Map<ts.Symbol, ts.VariableDeclaration>();
	for (const source of sources) {
		for (const statement of source.statements) {
			if (ts.isVariableStatement(statement)) {
				const isConst = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
				for (const declaration of statement.declarationList.declarations) {
					const name = declaration.name.getText();
					const symbol = checker.getSymbolAtLocation(declaration.name);
					if (symbol) constants.set(symbol, declaration);
					if (!isConst || holdsState(declaration, checker)) note(declaration, name);
				}
			}
			if (ts.isClassDeclaration(statement)) {
				for (const member of statement.members) {
					if (ts.isPropertyDeclaration(member) && ts.getModifiers(member)?.some(isStatic)) {
						note(member, `${statement.name?.text}.${member.name.getText()}`);
					}
				}
			}
		}
	}
	const visit = (node: ts.Node) => {
		const written = writtenTo(node);
		const root = written && rootOf(written);
		const symbol = root && resolve(checker.getSymbolAtLocation(root), checker);
		const declaration = symbol && constants.get(symbol);
		if (declaration) note(declaration, declaration.name.getText());
		ts.forEachChild(node, visit);
	};
	sources.forEach(visit);
	return [...found].sort();
}

function createProgram(files: Record<string, string>): ts.Program {
	const path = join(REPOSITORY, 'tsconfig.json');
	const { config } = ts.readConfigFile(path, (name) => ts.sys.readFile(name)) as {
		config: unknown;
	};
	const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(path));
	const host = ts.createCompilerHost(options);
	const { fileExists, readFile, getSourceFile } = host;
	host.fileExists = (name) => name in files || fileExists(name);
	host.readFile = (name) => files[name] ?? readFile(name);
	host.getSourceFile = (name, target, ...rest) =>
		name in files
			? ts.createSourceFile(name, files[name], target, true)
			: getSourceFile(name, target, ...rest);
	return ts.createProgram([...fileNames, ...Object.keys(files)], options, host);
}

function isStatic({ kind }: ts.ModifierLike): boolean {
	return kind === ts.SyntaxKind.StaticKeyword;
}

/** Whether a constant is an object that holds state, or what a function made that keeps some. */
function holdsState(declaration: ts.VariableDeclaration, checker: ts.TypeChecker): boolean {
	const { initializer } = declaration;
	const type = checker.getTypeAtLocation(declaration.name);
	if (isContainer(type)) return true;
	if (!initializer || !ts.isCallExpression(initializer) || !hasFunctions(type, checker))
		return false;
	const maker = checker.getResolvedSignature(initializer)?.getDeclaration();
	const body = maker && 'body' in maker ? maker.body : undefined;
	return !body || declaresState(body, checker);
}

function isContainer(type: ts.Type): boolean {
	const symbol = type.getSymbol();
	if (symbol === undefined) return false;
	if (CONTAINERS.has(symbol.name)) return true;
	// An instance; a class itself can be constructed.
	return (symbol.flags & ts.SymbolFlags.Class) !== 0 && type.getConstructSignatures().length === 0;
}

/** Whether a function has variables that the functions in it may keep. */
function declaresState(node: ts.Node, checker: ts.TypeChecker): boolean {
	if (ts.isFunctionLike(node)) return false;
	if (ts.isVariableDeclarationList(node)) {
		if ((node.flags & ts.NodeFlags.Const) === 0) return true;
		const types = node.declarations.map(({ name }) => checker.getTypeAtLocation(name));
		if (types.some(isContainer)) return true;
	}
	return ts.forEachChild(node, (child) => declaresState(child, checker)) ?? false;
}

function hasFunctions(type: ts.Type, checker: ts.TypeChecker): boolean {
	if (type.getCallSignatures().length > 0) return true;
	const isPlain = checker.isArrayType(type) || (type.flags & ts.TypeFlags.Object) === 0;
	if (isPlain || type.getSymbol()?.name.startsWith('Readonly')) return false;
	return type
		.getProperties()
		.some((property) => checker.getTypeOfSymbol(property).getCallSignatures().length > 0);
}

/** The expression that a node writes to. */
function writtenTo(node: ts.Node): ts.Expression | undefined {
	if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return node.left;
	if (ts.isDeleteExpression(node)) return node.expression;
	const isStep = ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node);
	if (isStep) {
		const { operator, operand } = node;
		const changes = [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken];
		return changes.includes(operator) ? operand : undefined;
	}
	if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) {
		return undefined;
	}
	if (CHANGING_FIRST.test(node.expression.getText())) return node.arguments[0];
	const { name, expression } = node.expression;
	return CHANGING.test(name.text) ? expression : undefined;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
	return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** `a` of `a.b[c]`. */
function rootOf(expression: ts.Expression): ts.Identifier | undefined {
	if (ts.isIdentifier(expression)) return expression;
	const isInner =
		ts.isPropertyAccessExpression(expression) ||
		ts.isElementAccessExpression(expression) ||
		ts.isNonNullExpression(expression) ||
		ts.isParenthesizedExpression(expression) ||
		ts.isAsExpression(expression);
	return isInner ? rootOf(expression.expression) : undefined;
}

/** What an imported name stands for. */
function resolve(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.Symbol | undefined {
	const isAlias = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
	return isAlias ? checker.getAliasedSymbol(symbol) : symbol;
}
