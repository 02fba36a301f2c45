/**
 * The provider, as the engine stores it with every resource and hands it to its host of dynamic providers: a
 * CommonJS module whose `handler` returns the provider.
 *
 * `pulumi.dynamic.Resource` would make this text from a provider object, by copying source or module paths into it:
 * other text in each layout of node_modules, some of it with a path or a version in it. Written by hand it is one
 * text everywhere, which any later version of this package understands: what it names never changes.
 *
 * It resolves the package from the working directory of the program, also where that is inside the package itself.
 */
export const PROVIDER_TEXT =
  'exports.handler=()=>require("module").createRequire(process.cwd()+"/")("pulumi-atlas-data-lake/provider").createProvider()';

/**
 * The same in a preview, where a read must not wait: the engine does not tell a provider that this is one. Unlike a property,
 * the text is not shown, and no state ever holds this one.
 */
export const PREVIEW_PROVIDER_TEXT = PROVIDER_TEXT.replace("createProvider()", "createProvider(true)");
