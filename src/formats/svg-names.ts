// What an SVG is drawn from, by name: what is not listed draws nothing. https://www.w3.org/TR/SVG2/eltindex.html, https://www.w3.org/TR/SVG2/attindex.html

const listed = (names: string): ReadonlySet<string> => new Set(names.split(" "));

/** Elements, those of SVG 1.1 and of Inkscape's flowed text among them. */
export const svgElements = listed(
	"a animate animateColor animateMotion animateTransform audio canvas circle clipPath color-profile cursor defs desc discard ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter flowDiv flowLine flowPara flowRegion flowRegionExclude flowRoot flowSpan font font-face font-face-format font-face-name font-face-src font-face-uri foreignObject g glyph glyphRef hatch hatchpath hkern iframe image line linearGradient marker mask mesh meshgradient meshpatch meshrow metadata missing-glyph mpath path pattern polygon polyline radialGradient rect script set solidcolor stop style svg switch symbol text textPath title tref tspan unknown use video view vkern",
);

/** Elements whose text is shown, read out or run; `a` is one within them. */
export const textElements = listed(
	"desc flowDiv flowLine flowPara flowSpan foreignObject script style text textPath title tref tspan",
);

/** Attributes, those of HTML within a picture among them. */
const drawnAttributes = listed(
	"accent-height accumulate actuate additive align alignment-baseline alphabetic amplitude arabic-form arcrole ascent attributeName attributeType autoplay azimuth base baseFrequency baseProfile baseline-shift bbox begin bgcolor bias border by calcMode cap-height cellpadding cellspacing checked class clip clip-path clip-rule clipPathUnits color color-interpolation color-interpolation-filters color-profile color-rendering cols colspan contentScriptType contentStyleType controls crossorigin cursor cx cy d decelerate descent diffuseConstant dir direction disabled display divisor dominant-baseline dur dx dy edgeMode elevation enable-background encoding end event exponent externalResourcesRequired face fetchpriority fill fill-opacity fill-rule filter filterRes filterUnits flood-color flood-opacity focusable font font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch font-style font-variant font-variant-ligatures font-variation-settings font-weight format from fr fx fy g1 g2 glyph-name glyph-orientation-horizontal glyph-orientation-vertical glyphRef gradientTransform gradientUnits handler hanging height horiz-adv-x horiz-origin-x horiz-origin-y href hreflang id ideographic image-rendering in in2 inline-size intercept isolation k k1 k2 k3 k4 kernelMatrix kernelUnitLength kerning keyPoints keySplines keyTimes lang lengthAdjust letter-spacing lighting-color limitingConeAngle line-height list local loop marker marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask mask-type maskContentUnits maskUnits mathematical max media method min mix-blend-mode mode muted name numOctaves nowrap observer offset opacity operator order orient orientation origin overflow overline-position overline-thickness paint-order panose-1 path pathLength patternContentUnits patternTransform patternUnits phase pitch playbackorder playsinline pointer-events points pointsAtX pointsAtY pointsAtZ poster preload preserveAlpha preserveAspectRatio primitiveUnits propagate r radius referrerpolicy refX refY rendering-intent repeatCount repeatDur required requiredExtensions requiredFeatures requiredFonts requiredFormats restart result role rotate rows rowspan rx ry scale scope seed shape-inside shape-margin shape-padding shape-rendering shape-subtract show side size slope solid-color solid-opacity space spacing span specularConstant specularExponent spreadMethod src srcset start startOffset stdDeviation stemh stemv stitchTiles stop-color stop-opacity strikethrough-position strikethrough-thickness string stroke stroke-alignment stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style surfaceScale systemLanguage tabindex tableValues target targetX targetY text-align text-align-all text-anchor text-decoration text-indent text-orientation text-overflow text-rendering textLength timelineBegin to transform transform-box transform-origin type u1 u2 underline-position underline-thickness unicode unicode-bidi unicode-range units-per-em v-alphabetic v-hanging v-ideographic v-mathematical valign value values vector-effect version vert-adv-y vert-origin-x vert-origin-y viewBox viewTarget visibility white-space width widths word-spacing writing-mode x x-height x1 x2 xChannelSelector xmlns y y1 y2 yChannelSelector z zoomAndPan",
);

/** What a link is said to be, by the names that browsers know; whatever else stands there is read by nobody. */
const usualRelations =
	/^(?:\s*(?:alternate|author|external|help|icon|license|me|next|nofollow|noopener|noreferrer|opener|prev|stylesheet|tag)(?=\s|$))*\s*$/i;

/** Whether an attribute draws something, or says to those who do not see the picture what it is. */
export function isDrawnAttribute(name: string, value: string): boolean {
	return drawnAttributes.has(name) || name.startsWith("aria-") || (name === "rel" && usualRelations.test(value));
}

/** Attributes that are shown on pointing, read out or run, and those that ids in them are for. */
export const toldAttributes = /^(alt|title|aria-(label|description|placeholder|roledescription|valuetext)|on\w+)$/;

/** A path on the disk of whoever made the picture: it names its owner, and leads nowhere for anybody else. */
const path =
	"(?:file:|[a-z]:[\\\\/](?=[\\w.])|\\\\\\\\\\w|~\\/|\\/(?:home|users|root|mnt|media|tmp|var|volumes|private|documents(?: |%20)and(?: |%20)settings)\\/)";
export const localPath = new RegExp(`^\\s*${path}`, "i");
/** The same at the start of an attribute's value or in a style sheet, up to its end. */
export const localPaths = new RegExp(`(?<=^\\s*|["'(;]\\s*)${path}[^"'()&<>]*`, "gi");
