/** The one style sheet of the report. Everything that a colour says is said by a sign, a word or a pattern too. */

import { mapRules } from '#check/network-map/svg-parts.ts'
import { MAP_COLOURS } from './map-colours.ts'
import { DARK, declarations, LIGHT } from './palette.ts'
import { TABLE_STYLE } from './table-style.ts'

/** The picture's rules, in the colours of the page. */
const MAP = mapRules(MAP_COLOURS, '.map ')

/** Its text: the same for every report, so that one hash allows it. */
export const STYLE = `
:root{color-scheme:light;${declarations(LIGHT)}}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${declarations(DARK)}}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:7rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
code,pre,.path,.code,.at,.value,.about{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.8667em}
a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
h1,h2,h3,p,ol,ul,figure,pre,dl,dd{margin:0;padding:0}
[hidden]{display:none!important}
.quiet{color:var(--quiet)}
.skip{position:absolute;left:-999rem;top:.5rem;z-index:9;background:var(--page);padding:.5rem .75rem;border:1px solid var(--edge);border-radius:4px}
.skip:focus{left:.5rem}
.page{max-width:1560px;margin:0 auto;padding:2rem 2rem 4rem}
header{padding-bottom:1.5rem}
.kind{color:var(--quiet);font-size:.8667rem;letter-spacing:.02em}
h1{font-size:1.75rem;line-height:1.25;letter-spacing:-.01em;font-weight:650;overflow-wrap:anywhere}
h2{font-size:1.2rem;line-height:1.3;font-weight:650;margin-bottom:.9rem}
h3{font-size:1rem;font-weight:650}
.part{padding-top:2.5rem}
.part>h2{display:flex;gap:.6rem;align-items:baseline;border-top:2px solid var(--text);padding-top:.6rem}
.lead{color:var(--quiet);margin:-.4rem 0 1rem;max-width:75ch}
.verdict{display:flex;flex-wrap:wrap;gap:.75rem 2.5rem;align-items:center;margin-top:1.25rem;padding:1rem 1.25rem;border:1px solid var(--line);border-left:6px solid var(--good);border-radius:6px;background:var(--goodPanel)}
.verdict.error{border-left-color:var(--bad);border-left-style:double;background:var(--badPanel)}
.verdict.warning{border-left-color:var(--warn);border-left-style:dashed;background:var(--warnPanel)}
.verdict .word{display:flex;gap:.65rem;align-items:center;font-size:1.2rem;font-weight:650;margin-right:auto}
.verdict .word .sign{width:1.7rem;height:1.7rem;font-size:1rem}
.figures{display:flex;flex-wrap:wrap;gap:.5rem 2rem}
.figures div{display:flex;flex-direction:column-reverse}
.figures dt{color:var(--quiet);font-size:.8rem}
.figures dd{font-size:1.25rem;font-weight:650;line-height:1.2}
.notes{margin:1rem 0 0;padding-left:1.1rem;color:var(--quiet);font-size:.9rem}
nav{position:sticky;top:0;z-index:5;background:var(--page);border-bottom:1px solid var(--line);margin:0 -2rem;padding:0 2rem}
nav ul{display:flex;gap:.25rem 1.25rem;list-style:none;overflow-x:auto;padding:.6rem 0;scrollbar-width:thin}
nav a{color:var(--text);text-decoration:none;white-space:nowrap;font-size:.9rem;padding:.15rem 0}
nav a:hover{text-decoration:underline}
nav .n{color:var(--quiet);margin-left:.3rem}
.filter{display:flex;flex-wrap:wrap;gap:.5rem .9rem;align-items:center;padding:.1rem 0 .7rem;font-size:.9rem}
.filter input[type=search]{flex:1 1 14rem;max-width:28rem;font:inherit;color:inherit;background:var(--page);border:1px solid var(--edge);border-radius:5px;padding:.3rem .6rem}
.filter label{display:inline-flex;gap:.35rem;align-items:center}
.filter input[type=checkbox]{accent-color:var(--link);margin:0;width:1rem;height:1rem}
.sign{display:inline-flex;align-items:center;justify-content:center;flex:none;width:1.15em;height:1.15em;font-size:.8em;font-weight:800;line-height:1;font-family:system-ui,sans-serif;border-radius:50%;background:var(--good);color:var(--page)}
.error>.sign,.sign.error{background:var(--bad);border-radius:2px}
.warning>.sign,.sign.warning{background:var(--warn);border-radius:2px 50% 50% 2px}
.info>.sign,.sign.info{background:var(--note)}
.sign.none{background:var(--bad);border-radius:2px}
.tag{display:inline-flex;gap:.35em;align-items:center;font-size:.8667rem;font-weight:600;white-space:nowrap;color:var(--good)}
.tag.error{color:var(--bad)}.tag.warning{color:var(--warn)}.tag.info{color:var(--note)}
.counts{display:inline-flex;flex-wrap:wrap;gap:.2rem .9rem}
.label{font-size:.7333rem;font-weight:650;letter-spacing:.05em;text-transform:uppercase;color:var(--quiet);margin-right:.25rem}
.byrule{list-style:none;columns:2 26rem;column-gap:2rem;margin-bottom:1.1rem;font-size:.9rem}
.byrule li{display:grid;grid-template-columns:auto 1.9rem auto 1fr;gap:.55rem;align-items:baseline;break-inside:avoid;padding:.1rem 0}.byrule .sign{align-self:start;margin-top:.3rem}.byrule .num{text-align:right;font-weight:650}
.file{border:1px solid var(--line);border-radius:6px;margin-bottom:.9rem}
.file>summary{display:flex;flex-wrap:wrap;gap:.2rem 1rem;align-items:baseline;cursor:pointer;padding:.55rem .9rem;background:var(--panel);border-radius:6px;list-style:none}
.file>summary::-webkit-details-marker{display:none}
.file>summary::before{content:"";align-self:center;width:.42em;height:.42em;border:solid var(--quiet);border-width:0 2px 2px 0;transform:rotate(-45deg);margin-right:-.35rem;flex:none}
.file[open]>summary::before{transform:rotate(45deg)}
.file[open]>summary{border-radius:6px 6px 0 0;border-bottom:1px solid var(--line)}
.file>summary .path{font-weight:600;overflow-wrap:anywhere;margin-right:auto}
.inside{padding:.75rem .9rem}
.findings{list-style:none}
.finding{padding:.8rem .9rem .85rem;border-left:4px solid var(--note)}
.finding+.finding{border-top:1px solid var(--line)}
.finding.error{border-left:4px double var(--bad)}.finding.warning{border-left:4px dashed var(--warn)}.finding.info{border-left:4px dotted var(--note)}
.finding .head{display:flex;flex-wrap:wrap;gap:.1rem .9rem;align-items:baseline}
.finding .about{color:var(--quiet);overflow-wrap:anywhere}
.message{margin-top:.2rem;max-width:95ch;overflow-wrap:anywhere}
.more{margin-top:.3rem;overflow-wrap:anywhere;font-size:.9333rem}
.frame{margin-top:.5rem;padding:.5rem .75rem;background:var(--panel);border:1px solid var(--line);border-radius:5px;overflow-x:auto;font-size:.8667rem;line-height:1.45;tab-size:2;color:var(--quiet)}
.frame code{font-size:inherit}.frame strong{color:var(--text);font-weight:600}.frame .marks{color:var(--bad);font-weight:700}
.warning .frame .marks{color:var(--warn)}.info .frame .marks{color:var(--note)}
.rule{padding:.9rem 0;max-width:110ch}.rule+.rule{border-top:1px solid var(--line)}
.rule h3{display:flex;flex-wrap:wrap;gap:.1rem .6rem;align-items:baseline}.rule p{margin-top:.35rem}
.rule .frame{color:var(--text)}
.examples{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:.75rem;margin-top:.5rem}
.examples figure{min-width:0}.examples figcaption{font-size:.8rem;color:var(--quiet)}.examples .frame{margin-top:.2rem}
.finding:target,.rule:target,tr:target>*{background:var(--notePanel)}
tr{scroll-margin-top:3rem}.finding{scroll-margin-top:2.75rem}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--quiet);font-size:.8667rem}
${TABLE_STYLE}
.map svg{display:block;width:100%;min-width:60rem;height:auto}
.map path[stroke]{stroke:var(--bad)}
${MAP}
@media (max-width:40rem){.page{padding:1.25rem 1rem 3rem}nav{margin:0 -1rem;padding:0 1rem}h1{font-size:1.4rem}.verdict{padding:.8rem .9rem}.figures{gap:.5rem 1.4rem}.filter label span{display:none}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media (forced-colors:active){.sign,.cell{border:1px solid}}
@media print{
@page{margin:14mm}
html{font-size:11.5px}body{font-size:11.5px}.page{max-width:none;padding:0}nav,.skip{display:none}
.part{padding-top:1.25rem}.part>h2{break-after:avoid}.finding,.rule,tr,.file>summary{break-inside:avoid}
.scroll{max-height:none!important;overflow:visible!important}.frame{white-space:pre-wrap;overflow:visible}
.scroll.fit{width:auto}thead th,.matrix th[scope=row]{white-space:normal}.matrix{font-size:10px}.matrix th,.matrix td{padding:.2rem .3rem}.cell{min-width:0;padding:.1rem .3rem}
.map svg{min-width:0}a{color:inherit;text-decoration:none}
details::details-content{content-visibility:visible!important;block-size:auto!important;opacity:1!important}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`
