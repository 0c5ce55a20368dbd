import { describe, expect, it } from '@jest/globals'
import { TemplateSet } from '../../src/web/pages/template-set.js'
import { templateSources } from '../../src/web/pages/templates.js'
import { fragment, understood } from './markup.js'

/** The Ministry of Justice publishes no fixtures: the markup expected here is what its own templates give. */
const sources = templateSources()

/** Fills a page that consists of this. */
function filled(page: string, model: object = {}): string {
  return understood(fragment(new TemplateSet([...sources, ['page', page]]).render('page', model)))
}

function expectMarkup(page: string, model: object, expected: string): void {
  expect(filled(page, model)).toBe(understood(fragment(expected)))
}

describe('the components of the Ministry of Justice', () => {
  it('filter: its fields are the body', () => {
    expectMarkup(
      `{{#> moj/filter heading=(object text="Filter") submit=(object attributes=(object data-a="1"))}}
         <p>{{field}}</p>
       {{/moj/filter}}`,
      { field: 'Status' },
      `<div class="moj-filter" data-module="moj-filter">
         <div class="moj-filter__header">
           <div class="moj-filter__header-title"><h2 class="govuk-heading-m">Filter</h2></div>
           <div class="moj-filter__header-action"></div>
         </div>
         <div class="moj-filter__content">
           <div class="moj-filter__options">
             <button type="submit" class="govuk-button" data-module="govuk-button" data-a="1">Apply filters</button>
             <p>Status</p>
           </div>
         </div>
       </div>`,
    )
  })

  it('filter: what is selected can be removed', () => {
    const selectedFilters = {
      heading: { text: 'Selected filters' },
      clearLink: { text: 'Clear filters', href: '/actions' },
      categories: [
        { heading: { text: 'Status' }, items: [{ href: '/actions?plan=x', text: 'Overdue & late' }] },
      ],
    }
    const page = filled('{{> moj/filter heading=(object text="Filter") selectedFilters=it}}', {
      it: selectedFilters,
    })
    expect(page).toContain(
      understood(
        fragment(
          `<div class="moj-filter__selected">
             <div class="moj-filter__selected-heading">
               <div class="moj-filter__heading-title"><h2 class="govuk-heading-m">Selected filters</h2></div>
               <div class="moj-filter__heading-action">
                 <p><a class="govuk-link govuk-link--no-visited-state" href="/actions">Clear filters</a></p>
               </div>
             </div>
             <h3 class="govuk-heading-s govuk-!-margin-bottom-0">Status</h3>
             <ul class="moj-filter-tags">
               <li><a class="moj-filter__tag" href="/actions?plan=x"><span class="govuk-visually-hidden">Remove this filter</span> Overdue &amp; late</a></li>
             </ul>
           </div>`,
        ),
      ),
    )
  })

  it('timeline: items as data, or each with a body', () => {
    const expected = `<div class="moj-timeline">
        <div class="moj-timeline__item">
          <div class="moj-timeline__header">
            <h3 class="moj-timeline__title">Status changed</h3>
            <p class="moj-timeline__byline">by Ann Lee</p>
          </div>
          <p class="moj-timeline__date"><time datetime="2014-03-31T10:00:00Z">31 March 2014</time></p>
          <div class="moj-timeline__description">In progress</div>
        </div>
      </div>`
    const item = {
      label: { text: 'Status changed' },
      byline: { text: 'Ann Lee' },
      datetime: { timestamp: '2014-03-31T10:00:00Z', text: '31 March 2014' },
    }
    expectMarkup(
      '{{> moj/timeline headingLevel=3 items=items}}',
      { items: [{ ...item, text: 'In progress' }] },
      expected,
    )
    expectMarkup(
      `{{#> moj/timeline}}{{#each items}}
         {{#> moj/timeline-item this headingLevel=3}}{{status}}{{/moj/timeline-item}}
       {{/each}}{{/moj/timeline}}`,
      { items: [{ ...item, status: 'In progress' }] },
      expected,
    )
  })

  it('badge', () => {
    expectMarkup(
      '{{> moj/badge text="Late" classes="moj-badge--red"}}',
      {},
      '<span class="moj-badge moj-badge--red">Late</span>',
    )
  })

  it('sub-navigation', () => {
    expectMarkup(
      '{{> moj/sub-navigation label="This action" items=items}}',
      {
        items: [
          { text: 'Promise', href: '#a', active: true },
          { text: 'History', href: '#b', attributes: { id: 'b' } },
        ],
      },
      `<nav class="moj-sub-navigation" aria-label="This action">
         <ul class="moj-sub-navigation__list">
           <li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" aria-current="page" href="#a">Promise</a></li>
           <li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" href="#b" id="b">History</a></li>
         </ul>
       </nav>`,
    )
  })

  it('side-navigation, in sections or without', () => {
    const items = [
      { text: 'Accounts', href: '/accounts', active: true },
      { text: 'Audit', href: '/audit' },
    ]
    const list = `<ul class="moj-side-navigation__list">
        <li class="moj-side-navigation__item moj-side-navigation__item--active"><a href="/accounts" aria-current="location">Accounts</a></li>
        <li class="moj-side-navigation__item"><a href="/audit">Audit</a></li>
      </ul>`
    expectMarkup(
      '{{> moj/side-navigation label="Administration" items=items}}',
      { items },
      `<nav class="moj-side-navigation" aria-label="Administration">${list}</nav>`,
    )
    expectMarkup(
      '{{> moj/side-navigation label="Administration" sections=sections}}',
      { sections: [{ heading: { text: 'People' }, items }] },
      `<nav class="moj-side-navigation" aria-label="Administration">
         <h4 class="moj-side-navigation__title">People</h4>${list}
       </nav>`,
    )
  })

  it('alert', () => {
    const alert = fragment(
      new TemplateSet([
        ...sources,
        [
          'page',
          '{{#> moj/alert variant="warning" title="Late" showTitleAsHeading=true dismissible=true}}body{{/moj/alert}}',
        ],
      ]).render('page', {}),
    )
    expect(alert.querySelectorAll('svg > path')).toHaveLength(1)
    alert.querySelector('path')?.remove()
    expect(understood(alert)).toBe(
      understood(
        fragment(
          `<div role="region" class="moj-alert moj-alert--warning moj-alert--with-heading" aria-label="warning: Late" data-module="moj-alert" data-dismissible="true">
             <div><svg class="moj-alert__icon" role="presentation" focusable="false" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 30" height="30" width="30"></svg></div>
             <div class="moj-alert__content"><h2 class="moj-alert__heading">Late</h2>body</div>
             <div class="moj-alert__action"><button class="moj-alert__dismiss" hidden>Dismiss</button></div>
           </div>`,
        ),
      ),
    )
  })

  it('search: the button beside the input', () => {
    expectMarkup(
      '{{> moj/search action="/actions" label=(object text="Search actions") input=input button=(object text="Search")}}',
      { input: { id: 'q', name: 'q', value: 'gangs & guns' } },
      `<search class="moj-search">
         <form action="/actions" method="get">
           <div class="govuk-form-group">
             <label class="govuk-label moj-search__label" for="q">Search actions</label>
             <div class="govuk-input__wrapper moj-search__input-wrapper">
               <input class="govuk-input moj-search__input" id="q" name="q" type="search" value="gangs &amp; guns">
               <button type="submit" class="govuk-button moj-search__button" data-module="govuk-button">Search</button>
             </div>
           </div>
         </form>
       </search>`,
    )
  })

  it('page-header-actions', () => {
    expectMarkup(
      '{{> moj/page-header-actions heading=(object text="Plans") items=(list (object text="Add" href="/plans/add"))}}',
      {},
      `<div class="moj-page-header-actions">
         <div class="moj-page-header-actions__title"><h1 class="govuk-heading-xl">Plans</h1></div>
         <div class="moj-page-header-actions__actions">
           <div class="moj-button-group moj-button-group--inline">
             <a href="/plans/add" role="button" draggable="false" class="govuk-button" data-module="govuk-button">Add</a>
           </div>
         </div>
       </div>`,
    )
  })

  it('multi-file-upload: its input is the body', () => {
    expectMarkup(
      `{{#> moj/multi-file-upload uploadedFiles=(object heading=(object text="Files added") items=items)}}
         {{> govuk/file-upload name="files" label=(object text="Add files")}}
       {{/moj/multi-file-upload}}`,
      {
        items: [
          {
            fileName: 'f1',
            originalFileName: 'a.pdf',
            message: { text: 'a.pdf' },
            deleteButton: { text: 'Delete' },
          },
        ],
      },
      `<div class="moj-multi-file-upload" data-module="moj-multi-file-upload">
         <div class="moj-multi-file__uploaded-files">
           <h2 class="govuk-heading-m">Files added</h2>
           <div class="govuk-summary-list moj-multi-file-upload__list">
             <div class="govuk-summary-list__row moj-multi-file-upload__row">
               <div class="govuk-summary-list__value moj-multi-file-upload__message">a.pdf</div>
               <div class="govuk-summary-list__actions moj-multi-file-upload__actions">
                 <button type="submit" name="delete" class="moj-multi-file-upload__delete govuk-button govuk-button--secondary govuk-!-margin-bottom-0" value="f1">
                   Delete <span class="govuk-visually-hidden">a.pdf</span>
                 </button>
               </div>
             </div>
           </div>
         </div>
         <div class="moj-multi-file-upload__upload">
           <div class="govuk-form-group">
             <label class="govuk-label" for="files">Add files </label>
             <input class="govuk-file-upload" id="files" name="files" type="file">
           </div>
         </div>
       </div>`,
    )
  })
})
