import { describe, expect, it } from '@jest/globals'
import { html } from './html.js'
import { TemplateSet } from './template-set.js'

/** Fills the template `page` of a set. */
function fill(sources: Record<string, string>, model: object = {}): string {
  return new TemplateSet(Object.entries(sources)).render('page', model)
}

describe('strictness', () => {
  it('names the template and the field when a field is missing', () => {
    expect(() => fill({ page: '<p>\n{{title}}</p>' }, { name: 'x' })).toThrow(
      /^templates\/page\.hbs: "title" not defined in .* - 2:2$/u,
    )
  })

  it('names a partial in which a field is missing, and who called it', () => {
    const sources = { page: '{{> row}}', row: '{{#each cells}}{{> cell}}{{/each}}', cell: '{{text}}' }
    expect(() => fill(sources, { cells: [{}] })).toThrow(/^templates\/cell\.hbs, in row, in page: "text"/u)
  })

  it('names the page, not the layout, for what is missing in the body of the layout', () => {
    const sources = { page: '{{#> layout}}{{title}}{{/layout}}', layout: '<main>{{> @partial-block}}</main>' }
    expect(() => fill(sources)).toThrow(/^templates\/page\.hbs, in layout: "title"/u)
    expect(fill(sources, { title: 'Plans' })).toBe('<main>Plans</main>')
  })

  it('takes a field that is there but empty, and a question whether one is there', () => {
    expect(fill({ page: '{{note}}{{#if other}}x{{/if}}.' }, { note: null })).toBe('.')
  })

  it('refuses a template that nobody wrote, a helper that nobody wrote and a partial named at run time', () => {
    expect(() => new TemplateSet([]).render('plans/lost', {})).toThrow(
      'There is no template templates/plans/lost.hbs',
    )
    expect(() => fill({ page: '{{shout name}}' }, { name: 'x' })).toThrow(/unknown helper shout/u)
    expect(() => fill({ page: '{{> (lookup . "which")}}' }, { which: 'page' })).toThrow(
      /must be written out/u,
    )
  })
})

describe('what data can do', () => {
  it('is escaped, in text and in attributes', () => {
    expect(fill({ page: '<p title="{{it}}">{{it}}</p>' }, { it: '"><script>' })).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">&quot;&gt;&lt;script&gt;</p>',
    )
    expect(
      fill({ page: '<p{{attributesOf it}}{{attribute "title" it.id}}>' }, { it: { id: '"><script>' } }),
    ).toBe('<p id="&quot;&gt;&lt;script&gt;" title="&quot;&gt;&lt;script&gt;">')
  })

  it('is escaped where a component takes markup', () => {
    const sources = { page: '{{> govuk/note html=it}}', 'govuk/note': '<p>{{contentOf this}}</p>' }
    expect(fill(sources, { it: '<b>' })).toBe('<p>&lt;b&gt;</p>')
    expect(fill(sources, { it: html`<b>${'&'}</b>` })).toBe('<p><b>&amp;</b></p>')
  })

  it('cannot be markup that leaves an attribute', () => {
    expect(fill({ page: '<p{{attributesOf it}}>' }, { it: { title: html`<a href="x"></a>` } })).toBe(
      '<p title="<a href=&quot;x&quot;></a>">',
    )
  })

  it('cannot name an attribute that runs script, sets a style or ends the tag', () => {
    for (const name of ['onclick', 'ONLOAD', 'x><script', 'a b', 'style', '']) {
      expect(() => fill({ page: '<p{{attributesOf it}}>' }, { it: { [name]: 'x' } })).toThrow(
        `"${name}" is no name of an attribute`,
      )
    }
  })

  it('reaches neither prototypes nor methods', () => {
    class Person {
      get secret() {
        return 'secret'
      }
      method() {
        return 'method'
      }
    }
    const model = { person: new Person(), list: [1] }
    for (const path of ['person.secret', 'person.method', 'person.constructor', 'list.concat']) {
      expect(fill({ page: `[{{${path}}}]` }, model)).toBe('[]')
    }
    expect(fill({ page: '[{{lookup person "constructor"}}{{lookup person "__proto__"}}]' }, model)).toBe('[]')
  })
})

describe('a component', () => {
  const button = '<button{{attribute "value" value}}>{{contentOf this}}</button>'

  it('sees its options and nothing else of the page', () => {
    const sources = { page: '{{#each rows}}{{> govuk/button text="Save"}}{{/each}}', 'govuk/button': button }
    expect(fill(sources, { rows: [{ value: 'leaked', html: html`leaked` }] })).toBe('<button>Save</button>')
  })

  it('takes an object of options, and others that go before it', () => {
    const sources = { page: '{{> govuk/button save value="2"}}', 'govuk/button': button }
    expect(fill(sources, { save: { text: 'Save', value: '1' } })).toBe('<button value="2">Save</button>')
  })

  it('must have a text or markup, and says which page gave it neither', () => {
    const sources = { page: '{{> govuk/button text=save}}', 'govuk/button': button }
    expect(() => fill(sources)).toThrow(
      'templates/govuk/button.hbs, in page: neither text nor html was given',
    )
  })

  it('has a body, which sees what the page sees around it', () => {
    const sources = {
      page: '{{#each rows}}{{#> govuk/button value="1"}}{{@index}} {{name}} {{../of}} {{@root.of}}{{/govuk/button}}{{/each}}',
      'govuk/button': button,
    }
    expect(fill(sources, { rows: [{ name: '<' }], of: 'x' })).toBe('<button value="1">0 &lt; x x</button>')
  })

  it('does not hand its body, or that of a layout, to the components it is made of', () => {
    const sources = {
      page: '{{#> layout}}{{#> govuk/box}}body{{/govuk/box}}{{/layout}}',
      layout: '{{> govuk/button text="Menu"}}{{> @partial-block}}',
      'govuk/box': '{{> govuk/button text="Close"}}{{html}}',
      'govuk/button': button,
    }
    expect(fill(sources)).toBe('<button>Menu</button><button>Close</button>body')
  })

  it('has named parts in its body, those of an inner component apart from those of the outer', () => {
    const sources = {
      page: `{{#> govuk/box}}{{#slot "end"}}outer{{/slot}}{{#> govuk/box}}{{#slot "end"}}inner{{/slot}}{{/govuk/box}}{{/govuk/box}}`,
      'govuk/box': '<div>{{html}}<i>{{slots.end}}</i></div>',
    }
    expect(fill(sources)).toBe('<div><div><i>inner</i></div><i>outer</i></div>')
    expect(() => fill({ page: '{{#slot "end"}}{{/slot}}' })).toThrow(
      'slot "end" is in the body of no component',
    )
  })
})

describe('helpers', () => {
  it.each([
    ['{{or "" no "third"}}', 'third'],
    ['{{or name "other"}}', 'Ann'],
    ['{{#if (and name no)}}both{{else}}not both{{/if}}', 'not both'],
    ['{{and name "b"}}', 'b'],
    ['{{#if (not empty)}}none{{/if}}', 'none'],
    ['{{#if (eq name "Ann")}}same{{/if}}', 'same'],
    ['{{default no "fallback"}}|{{default absent "fallback"}}', 'false|fallback'],
    ['{{concat "a-" 1 name}}', 'a-1Ann'],
    ['{{classNames "a" no absent "b"}}', 'a b'],
    [
      '{{#each (list (object text="x") (object text=name))}}{{increment @index}}{{text}} {{/each}}',
      '1x 2Ann ',
    ],
    [
      '<i{{attribute "hidden" true}}{{attribute "id" absent}}{{attribute "value" ""}}>',
      '<i hidden value="">',
    ],
  ])('%s', (page, expected) => {
    expect(fill({ page }, { name: 'Ann', no: false, empty: [] })).toBe(expected)
  })
})
