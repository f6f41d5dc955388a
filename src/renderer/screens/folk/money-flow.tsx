import type { PaymentLine } from '#contract/money-operations.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { type Flow, type FlowNode, flowsOf } from '../../state/money-flow.ts'
import { useTongue } from '../../text/text-context.tsx'

/** Most flows that are drawn; more make no picture that people read, and stand in the table of payments. */
const MOST_DRAWN = 40
const ROW = 52
const WIDTH = 960
const BOX = 300
const LONGEST_LABEL = 34

/** A picture of who paid whom: payers to the left, payees to the right, a line with its sum for each pair. */
export function MoneyFlow({ payments }: { readonly payments: readonly PaymentLine[] }) {
  const { text, format } = useTongue()
  const words = text.folk
  const all = flowsOf(payments, words.unknownEnd)
  const flows = all.slice(0, MOST_DRAWN)
  if (flows.length === 0) return null
  const payers = nodesOf(flows, 'from')
  const payees = nodesOf(flows, 'to')
  const height = Math.max(payers.length, payees.length) * ROW + 8
  const sumOf = ({ sums }: Flow) =>
    sums.map(({ currency, amount }) => format.money(currency, amount)).join(' · ')
  const told = flows.map(
    (flow) => `${showEscaped(flow.from.label)} → ${showEscaped(flow.to.label)}: ${sumOf(flow)}`,
  )
  return (
    <section className="sheet" aria-labelledby="flow-title">
      <div className="sheet-head">
        <h2 id="flow-title">{words.flowTitle}</h2>
      </div>
      <div className="sheet-body">
        <svg
          className="money-flow"
          viewBox={`0 0 ${WIDTH} ${height}`}
          role="img"
          aria-label={`${words.flowTitle}: ${told.join('; ')}`}
        >
          {flows.map((flow) => (
            <FlowLine
              key={`${flow.from.key} ${flow.to.key}`}
              fromY={middleOf(payers, flow.from)}
              toY={middleOf(payees, flow.to)}
              sum={sumOf(flow)}
            />
          ))}
          {payers.map((node, index) => (
            <FlowBox key={node.key} node={node} x={0} y={index * ROW + 4} />
          ))}
          {payees.map((node, index) => (
            <FlowBox key={node.key} node={node} x={WIDTH - BOX} y={index * ROW + 4} />
          ))}
        </svg>
        {all.length > flows.length && (
          <p className="small soft">{words.moreFlows(all.length - flows.length)}</p>
        )}
      </div>
    </section>
  )
}

function FlowLine({
  fromY,
  toY,
  sum,
}: {
  readonly fromY: number
  readonly toY: number
  readonly sum: string
}) {
  const [left, right] = [BOX, WIDTH - BOX]
  const bend = (right - left) / 3
  return (
    <g>
      <path
        className="flow-line"
        d={`M ${left} ${fromY} C ${left + bend} ${fromY}, ${right - bend} ${toY}, ${right - 8} ${toY}`}
      />
      <path className="flow-head" d={`M ${right} ${toY} l -10 -5 v 10 z`} />
      <text className="flow-sum" x={left + 12} y={fromY - 6}>
        {sum}
      </text>
    </g>
  )
}

function FlowBox({ node, x, y }: { readonly node: FlowNode; readonly x: number; readonly y: number }) {
  const label = showEscaped(node.label)
  const letters = [...label]
  return (
    <g>
      <title>{label}</title>
      <rect className="flow-box" x={x} y={y} width={BOX} height={ROW - 12} rx={6} />
      <text className="flow-name" x={x + 12} y={y + ROW / 2 - 1} direction="ltr">
        {letters.length > LONGEST_LABEL ? `${letters.slice(0, LONGEST_LABEL - 1).join('')}…` : label}
      </text>
    </g>
  )
}

function nodesOf(flows: readonly Flow[], side: 'from' | 'to'): readonly FlowNode[] {
  return [...new Map(flows.map((flow) => [flow[side].key, flow[side]])).values()]
}

function middleOf(nodes: readonly FlowNode[], { key }: FlowNode): number {
  return nodes.findIndex((node) => node.key === key) * ROW + 4 + (ROW - 12) / 2
}
