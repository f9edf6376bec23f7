/** The part of the style sheet that is about tables, the matrix and bars. */

export const TABLE_STYLE = `
.scroll{overflow:auto;border:1px solid var(--line);border-radius:6px;max-height:75vh}
.scroll.flat{max-height:none}
.scroll.fit{width:fit-content;max-width:100%}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:.9rem}
caption{text-align:left;color:var(--quiet);padding:.5rem .75rem;caption-side:bottom}
details>.scroll{border:0;border-radius:0 0 6px 6px}
@media screen{.scroll:not(.fit)>table{min-width:46rem}}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem;border-bottom:1px solid var(--line);overflow-wrap:break-word}
tbody tr:last-child>*{border-bottom:0}
thead th{position:sticky;top:0;z-index:2;background:var(--panel);font-weight:600;white-space:nowrap}
tbody th{font-weight:600}
td.num,th.num{text-align:right;white-space:nowrap}
td .path,td .value,td .sub,td .code{overflow-wrap:anywhere}
.nowrap{white-space:nowrap}
.matrix{width:auto;min-width:0}
.matrix th[scope=row]{position:sticky;left:0;z-index:1;background:var(--page);border-right:1px solid var(--line);white-space:nowrap}
.matrix thead th:first-child{left:0;z-index:3;border-right:1px solid var(--line)}
.matrix td{text-align:center;padding:.25rem .35rem;vertical-align:middle}
.matrix thead th{text-align:center}
.matrix thead th:first-child{text-align:left}
.matrix.many thead th{vertical-align:bottom}
.matrix.many thead th:not(:first-child) span{writing-mode:vertical-rl;transform:rotate(180deg);max-height:16rem}
.cell{display:inline-flex;gap:.4em;align-items:center;justify-content:center;min-width:3.4rem;padding:.22rem .55rem;border-radius:4px;border:1px solid transparent;text-decoration:none;font-weight:600;color:var(--good);background:var(--goodPanel)}
.cell:hover{border-color:currentColor}
.cell.info{color:var(--note);background:var(--notePanel)}
.cell.warning{color:var(--warn);border-color:var(--warn);border-style:dashed;background:var(--warnPanel)}
.cell.error{color:var(--bad);border-color:var(--bad);background:var(--badPanel)}
.cell.none{color:var(--bad);border:2px solid var(--bad);background:repeating-linear-gradient(45deg,var(--badPanel) 0 5px,var(--page) 5px 8px)}
.cell .delta{color:var(--text)}
.legend{display:flex;flex-wrap:wrap;gap:.35rem 1.4rem;margin:.7rem 0 1.4rem;font-size:.8667rem;color:var(--quiet);align-items:center}
.legend .cell{min-width:2rem;padding:.1rem .4rem;margin-right:.4rem}
.badge{display:inline-block;border:1px solid currentColor;border-radius:3px;padding:0 .35rem;font-size:.7667rem;font-weight:650;white-space:nowrap}
.badge.warning{color:var(--warn);border-style:dashed}.badge.error{color:var(--bad);border-style:double;border-width:3px}.badge.note{color:var(--note)}.badge.plain{color:var(--quiet)}
.list{list-style:none}.list li+li{margin-top:.2rem}
.sub{display:block;font-weight:400;color:var(--quiet);font-size:.8667rem}
.old,.new{display:block;text-decoration:none;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.8667em;padding:.05rem .5rem;overflow-wrap:anywhere;white-space:pre-wrap}
.old{color:var(--bad);background:var(--badPanel)}.old::before{content:"\\2212 "}
.new{color:var(--good);background:var(--goodPanel)}.new::before{content:"+ "}
.fields{list-style:none;padding:.6rem .9rem .8rem}.fields li+li{margin-top:.55rem}
.group>summary .kindof{font-weight:650}
.bar{display:block;width:100%;min-width:10rem;height:1rem}
.bar .track{fill:var(--panel);stroke:var(--edge)}.bar .fill{fill:var(--shape)}.bar .over{fill:var(--bad)}.bar .limit{stroke:var(--text);stroke-dasharray:3 2}
`
