/** Of the report's page. Colours are the theme's; borders of high contrast themes appear where those define them. */
export const STYLE = `
  body { font: var(--vscode-font-size) var(--vscode-font-family); color: var(--vscode-foreground); padding: 0 1.2em 2em; }
  h1 { font-size: 1.3em; margin: 1em 0 .4em; } h2 { font-size: 1.05em; margin: 0 0 .6em; } h3 { font-size: 1em; margin: .8em 0 .3em; }
  a { color: var(--vscode-textLink-foreground); } a:hover { color: var(--vscode-textLink-activeForeground); }
  a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
  nav { display: flex; flex-wrap: wrap; gap: .5em; margin: 0 0 1.1em; }
  nav a { color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); border: 1px solid var(--vscode-contrastBorder, var(--vscode-button-border, transparent)); border-radius: 2px; padding: .25em .8em; text-decoration: none; }
  nav a:hover { color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryHoverBackground); }
  nav a.primary { color: var(--vscode-button-foreground); background: var(--vscode-button-background); }
  nav a.primary:hover { color: var(--vscode-button-foreground); background: var(--vscode-button-hoverBackground); }
  .verdict { border: 1px solid var(--vscode-contrastBorder, transparent); border-left: 4px solid; padding: .6em 1em; margin: 0 0 1em; background: var(--vscode-textBlockQuote-background); }
  .verdict.good { border-left-color: var(--vscode-testing-iconPassed); } .verdict.bad { border-left-color: var(--vscode-testing-iconFailed); }
  .verdict b { display: block; font-size: 1.1em; } .verdict p { margin: .4em 0 0; } .verdict p b { font-size: 1em; }
  .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(15em, 1fr)); gap: 1.2em; }
  section { margin-bottom: 1.2em; border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border)); border-radius: 4px; padding: .9em 1em; min-width: 0; }
  .status { font-size: 1.5em; font-weight: 600; } .status small { font-size: .55em; font-weight: 400; }
  table { border-collapse: collapse; width: 100%; } td, th { padding: .2em .8em .2em 0; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
  th { font-weight: 600; border-bottom: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border)); } td:first-child, th:first-child, td code, td > a { white-space: nowrap; }
  td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
  .muted { color: var(--vscode-descriptionForeground); }
  .fits { white-space: nowrap; } .holds { color: var(--vscode-testing-iconPassed); } .fails { color: var(--vscode-testing-iconFailed); font-weight: 600; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--vscode-textCodeBlock-background); border: 1px solid var(--vscode-contrastBorder, transparent); padding: .7em; overflow: auto; max-height: 24em; margin: .5em 0; font-family: var(--vscode-editor-font-family); }
  summary { cursor: pointer; margin: .5em 0 .3em; } code { overflow-wrap: anywhere; font-family: var(--vscode-editor-font-family); }
`
