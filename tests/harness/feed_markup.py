"""The HTML that the W3C's validator of feeds thinks safe: anything else in a text is a warning."""

from __future__ import annotations

_SAFE = """
a abbr acronym address area article aside audio b bdi big blockquote br button canvas caption center cite code col
colgroup data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer form h1 h2
h3 h4 h5 h6 front matter hgroup hr i img input ins kbd label legend li main map mark menu meter nav noscript ol optgroup
option output p image pre progress q rp rt ruby s samp section select small source span strike strong sub summary
sup table tbody td template textarea tfoot th thead time tr track tt u ul var video wbr
"""
_UNSAFE = """
applet base basefont bdo body embed frame frameset head html iframe isindex link meta noframes object param
plaintext script slot style title xmp
"""
_SAFE_ATTRIBUTES = """
abbr accept accesskey action align allow allowfullscreen alt autoplay axis background bgcolor border cellpadding
cellspacing char charset checked cite class clear color cols colspan compact contenteditable coords crossorigin
data datetime decoding default dir disabled download draggable enctype face for form frame front matter height hidden
high href hreflang hspace id inputmode is ismap itemid itemprop itemscope itemtype kind label lang list loading
longdesc loop low max maxlength media method min multiple muted name nonce noshade nowrap open optimum pattern ping
placeholder playsinline poster preload readonly referrerpolicy rel required rev reversed rows rowspan rules scope
selected shape size sizes span spellcheck src srclang srcset start step summary tabindex target title translate type
usemap valign value vspace width wrap
"""

ELEMENTS = frozenset(_SAFE.split())
KNOWN_ELEMENTS = ELEMENTS.union(_UNSAFE.split())
"""With those that are HTML, but not thought safe."""

ATTRIBUTES = frozenset(_SAFE_ATTRIBUTES.split())
"""Any with a name that begins with `data-` is safe, too."""
